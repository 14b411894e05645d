import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS, and, EVERYTHING, eq, NOTHING, oneOf } from '@portico/protocol';
import type { Subject } from '../../authenticate/subject.ts';
import { createPlanner } from '../make-plan.ts';
import {
  ann,
  context,
  guest,
  ID,
  issuePaths,
  NOW,
  permit,
  refused,
  siteWith,
  stepAt,
} from '../testing/plan-site.ts';

const readable = eq('visibility', 'public');
const ownCase = eq('contact', ID.ann);
const planner = createPlanner(
  siteWith([
    permit('article', ['read'], { where: readable, columns: { read: ['title'] }, actions: ['rate'] }),
    permit('case', ['read'], { where: eq('status', 'open'), columns: { read: ['title'] } }),
    permit('case', [], { access: 'contact', via: 'contact', actions: ['close', 'reopen'] }),
    permit('thread', ['read'], { where: readable, columns: { read: ['title'] } }),
    permit('thread', [], { webRoles: ['anonymous', 'customer'], actions: ['vote', 'subscribe'] }),
    permit('thread', [], { access: 'contact', via: 'author', actions: ['accept-answer'] }),
    permit('thread', [], { webRoles: ['moderator'], actions: ['moderate'] }),
    permit('post', ['read'], { where: readable, columns: { read: ['body', 'thread'] }, actions: ['vote'] }),
    permit('post', [], { webRoles: ['moderator'], actions: ['moderate'] }),
    permit('account', ['read'], { columns: { read: ['name'] } }),
  ]),
);
const moderator: Subject = { ...ann, webRoles: new Set(['authenticated', 'moderator']) };

function act(subject: Subject, table: string, action: string, input: unknown, id: string = ID.one) {
  return planner.action(subject, table, id, action, input, context());
}

describe('a named command', () => {
  test('is not found where the table has none of that name', () => {
    for (const [table, action] of [
      ['article', 'close'],
      ['case', 'vote'],
      ['account', 'rate'],
      ['article', 'constructor'],
      ['article', '__proto__'],
      ['article', ''],
    ] as const)
      refused('not_found', () => act(ann, table, action, {}));
  });

  test('is not found on unknown tables and ids of other shapes', () => {
    for (const table of ['nope', 'lead', 'audit_entry', 'constructor'])
      refused('not_found', () => act(ann, table, 'rate', {}));
    refused('not_found', () => act(ann, 'article', 'rate', { helpful: true }, 'one'));
  });

  test('without the permission is for the store to refuse, as 403 or 404', () => {
    const step = stepAt(act(ann, 'thread', 'moderate', { locked: true }), 0, 'update');
    assert.deepEqual([step.before, step.readable], [NOTHING, readable]);
  });

  test('asks for the action, not for write', () => {
    const step = stepAt(act(ann, 'case', 'close', {}), 0, 'update');
    assert.deepEqual([step.before, step.readable, step.after], [ownCase, eq('status', 'open'), EVERYTHING]);
  });

  test('is audited by its name and permission', () => {
    const { audit, result } = act(ann, 'case', 'close', {});
    assert.equal(audit.event, 'case.close');
    assert.match(audit.permission ?? '', /^case/);
    assert.deepEqual(result, { table: 'case', id: ID.one });
  });

  test('has a planner for every action of the protocol', () => {
    const inputs: Record<string, unknown> = {
      rate: { helpful: true },
      vote: { on: true },
      subscribe: { on: true },
      'accept-answer': { post: null },
      moderate: { visibility: 'hidden' },
    };
    for (const [table, actions] of Object.entries(ACTIONS)) {
      for (const action of actions) assert.ok(act(ann, table, action, inputs[action] ?? {}).steps.length > 0);
    }
  });
});

describe('rating an article', () => {
  test('asks for the article first, then keeps the answer of the contact', () => {
    const plan = act(ann, 'article', 'rate', { helpful: false, comment: 'Outdated.' });
    const article = stepAt(plan, 0, 'require');
    assert.deepEqual([article.id, article.before, article.when], [ID.one, readable, EVERYTHING]);
    const { record, onDuplicate } = stepAt(plan, 1, 'create');
    assert.deepEqual(
      [record.article, record.contact, record.helpful, record.comment],
      [ID.one, ID.ann, false, 'Outdated.'],
    );
    assert.equal(onDuplicate, 'replace');
  });

  test('by a guest keeps no name', () => {
    const { record } = stepAt(act(guest, 'article', 'rate', { helpful: true }), 1, 'create');
    assert.deepEqual([record.contact, record.comment], [null, null]);
  });

  test('holds the comment to its column', () => {
    for (const comment of ['x'.repeat(2001), 'a\0b', '\ud800'])
      assert.deepEqual(
        issuePaths(() => act(ann, 'article', 'rate', { helpful: true, comment })),
        ['comment'],
      );
  });

  test('needs an answer', () => {
    assert.deepEqual(
      issuePaths(() => act(ann, 'article', 'rate', {})),
      ['helpful'],
    );
  });
});

describe('closing a case', () => {
  test('needs one that is not closed', () => {
    assert.deepEqual(
      stepAt(act(ann, 'case', 'close', {}), 0, 'update').when,
      oneOf('status', ['open', 'waiting']),
    );
  });

  test('resolves it and keeps the resolution', () => {
    assert.deepEqual(stepAt(act(ann, 'case', 'close', { resolution: 'Solved.' }), 0, 'update').changes, {
      status: 'resolved',
      resolved_at: NOW,
      resolution: 'Solved.',
      updated_at: NOW,
    });
  });

  test('leaves an earlier resolution when none is given', () => {
    assert.equal('resolution' in stepAt(act(ann, 'case', 'close', {}), 0, 'update').changes, false);
    assert.equal(
      'resolution' in stepAt(act(ann, 'case', 'close', { resolution: ' ' }), 0, 'update').changes,
      false,
    );
  });

  test('is told in the timeline', () => {
    const { record, table } = stepAt(act(ann, 'case', 'close', { resolution: 'Solved.' }), 1, 'create');
    assert.equal(table.name, 'case_note');
    assert.deepEqual(
      [record.case, record.kind, record.text, record.author, record.visibility],
      [ID.one, 'closed', 'Solved.', ID.ann, 'customer'],
    );
    assert.equal(stepAt(act(ann, 'case', 'close', {}), 1, 'create').record.text, 'Closed');
  });

  test('holds the resolution to its column', () => {
    assert.deepEqual(
      issuePaths(() => act(ann, 'case', 'close', { resolution: 'x'.repeat(4001) })),
      ['resolution'],
    );
  });
});

describe('reopening a case', () => {
  test('needs one that is resolved', () => {
    const step = stepAt(act(ann, 'case', 'reopen', {}), 0, 'update');
    assert.deepEqual(step.when, eq('status', 'resolved'));
    assert.deepEqual(step.changes, { status: 'open', resolved_at: null, updated_at: NOW });
  });

  test('is told in the timeline', () => {
    const { record } = stepAt(act(ann, 'case', 'reopen', { reason: 'Broken again.' }), 1, 'create');
    assert.deepEqual([record.kind, record.text], ['reopened', 'Broken again.']);
    assert.equal(stepAt(act(ann, 'case', 'reopen', {}), 1, 'create').record.text, 'Reopened');
  });

  test('holds the reason to its column', () => {
    assert.deepEqual(
      issuePaths(() => act(ann, 'case', 'reopen', { reason: 'a\0' })),
      ['reason'],
    );
  });
});

for (const [table, action, mark] of [
  ['thread', 'vote', 'vote'],
  ['post', 'vote', 'vote'],
  ['thread', 'subscribe', 'subscription'],
] as const) {
  describe(`${action} on a ${table}`, () => {
    test('on keeps one mark of the contact', () => {
      const plan = act(ann, table, action, { on: true });
      stepAt(plan, 0, 'require');
      const step = stepAt(plan, 1, 'create');
      assert.deepEqual([step.table.name, step.onDuplicate], [mark, 'keep']);
      assert.deepEqual([step.record[table], step.record.contact], [ID.one, ID.ann]);
    });

    test('off removes the own mark and no other', () => {
      const plan = act(ann, table, action, { on: false });
      stepAt(plan, 0, 'require');
      const step = stepAt(plan, 1, 'delete');
      assert.equal(step.table.name, mark);
      assert.deepEqual(step.target, { every: and(eq(table, ID.one), eq('contact', ID.ann)) });
    });

    test('is for people who are known', () => {
      for (const on of [true, false]) refused('permission_denied', () => act(guest, table, action, { on }));
    });
  });
}

describe('accepting an answer', () => {
  test('takes a post of that thread that the subject may read', () => {
    const step = stepAt(act(ann, 'thread', 'accept-answer', { post: ID.two }), 0, 'update');
    assert.deepEqual(step.changes, { accepted_post: ID.two, updated_at: NOW });
    assert.deepEqual(step.before, eq('author', ID.ann));
    assert.deepEqual(
      step.references.map(({ column, target, id, allowed }) => [column, target.name, id, allowed]),
      [['accepted_post', 'post', ID.two, and(eq('thread', ID.one), readable)]],
    );
  });

  test('takes no post where the cell that names its thread may not be read', () => {
    const blind = createPlanner(
      siteWith([
        permit('post', ['read'], { columns: { read: ['body'] } }),
        permit('thread', [], { access: 'contact', via: 'author', actions: ['accept-answer'] }),
      ]),
    );
    const plan = blind.action(ann, 'thread', ID.one, 'accept-answer', { post: ID.two }, context());
    assert.deepEqual(stepAt(plan, 0, 'update').references[0]?.allowed, NOTHING);
  });

  test('takes the acceptance back with null', () => {
    const step = stepAt(act(ann, 'thread', 'accept-answer', { post: null }), 0, 'update');
    assert.deepEqual([step.changes.accepted_post, step.references], [null, []]);
  });

  test('takes ids of posts only', () => {
    for (const post of ['x', '', `${ID.two}'`])
      assert.deepEqual(
        issuePaths(() => act(ann, 'thread', 'accept-answer', { post })),
        ['post'],
      );
  });
});

describe('moderating a thread', () => {
  const changes = (input: object) => stepAt(act(moderator, 'thread', 'moderate', input), 0, 'update').changes;

  test('hides, shows, locks and unlocks', () => {
    assert.deepEqual(changes({ visibility: 'hidden' }), { visibility: 'hidden', updated_at: NOW });
    assert.deepEqual(changes({ locked: true }), { locked: true, updated_at: NOW });
    assert.deepEqual(changes({ visibility: 'public', locked: false }), {
      visibility: 'public',
      locked: false,
      updated_at: NOW,
    });
  });

  test('changes something', () => {
    refused('invalid_values', () => act(moderator, 'thread', 'moderate', {}));
    refused('invalid_values', () => act(moderator, 'thread', 'moderate', { reason: 'Spam' }));
  });

  test('keeps its reason where readers do not see it', () => {
    const plan = act(moderator, 'thread', 'moderate', { locked: true, reason: 'Off topic.' });
    const { table, record } = stepAt(plan, 1, 'create');
    assert.equal(table.name, 'interaction');
    assert.deepEqual(
      [record.event, record.table, record.record, record.detail],
      ['thread.moderate', 'thread', ID.one, 'Off topic.'],
    );
    assert.equal(act(moderator, 'thread', 'moderate', { locked: true }).steps.length, 1);
    assert.deepEqual(
      issuePaths(() => act(moderator, 'thread', 'moderate', { locked: true, reason: 'x'.repeat(501) })),
      ['reason'],
    );
  });
});

describe('moderating a post', () => {
  test('that is hidden makes it no answer any more', () => {
    const plan = act(moderator, 'post', 'moderate', { visibility: 'hidden' });
    assert.deepEqual(stepAt(plan, 0, 'update').changes, { visibility: 'hidden', updated_at: NOW });
    const thread = stepAt(plan, 1, 'update');
    assert.equal(thread.table.name, 'thread');
    assert.deepEqual(thread.target, { every: eq('accepted_post', ID.one) });
    assert.deepEqual(thread.changes, { accepted_post: null, updated_at: NOW });
  });

  test('that is shown again touches no thread', () => {
    assert.equal(act(moderator, 'post', 'moderate', { visibility: 'public' }).steps.length, 1);
  });

  test('keeps its reason', () => {
    const plan = act(moderator, 'post', 'moderate', { visibility: 'hidden', reason: 'Spam' });
    assert.equal(stepAt(plan, 2, 'create').record.event, 'post.moderate');
  });
});
