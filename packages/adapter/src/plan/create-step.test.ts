import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, eq, or, related } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { createPlanner } from './make-plan.ts';
import {
  ann,
  context,
  guest,
  ID,
  issuePaths,
  NOW,
  nobody,
  permit,
  refused,
  siteWith,
  stepAt,
} from './testing/plan-site.ts';

const BASIC = ['title', 'description'];
const VALUES = { title: 'Broken', description: 'It is broken.' };

const guestCase = permit('case', ['create'], {
  webRoles: ['anonymous'],
  columns: { create: [...BASIC, 'guest_email'] },
});
const ownCase = permit('case', ['create'], {
  webRoles: ['customer'],
  access: 'contact',
  via: 'contact',
  columns: { create: [...BASIC, 'priority', 'contact'] },
});
const accountCase = permit('case', ['create'], {
  webRoles: ['customer'],
  access: 'account',
  via: 'account',
  columns: { create: [...BASIC, 'product'] },
});
const appendCase = permit('case', ['append'], { webRoles: ['customer'] });
const appendToContact = permit('contact', ['append_to'], { webRoles: ['customer'], access: 'self' });

function plan(permissions: TablePermission[], values: unknown, subject: Subject = ann, table = 'case') {
  return createPlanner(siteWith(permissions)).create(subject, table, values, context());
}

function create(permissions: TablePermission[], values: unknown, subject?: Subject, table?: string) {
  return stepAt(plan(permissions, values, subject, table), 0, 'create');
}

describe('a create', () => {
  test('is one step with the whole record', () => {
    const step = create([guestCase], { ...VALUES, guest_email: 'g@example.com' }, guest);
    assert.equal(step.record.id, '00000000-0000-4000-8000-0000000000f1');
    assert.equal(step.record.title, 'Broken');
    assert.equal(step.record.guest_email, 'g@example.com');
    assert.equal(step.record.status, 'open');
    assert.equal(step.record.created_at, NOW);
    assert.equal(step.record.contact, null);
    assert.equal(step.record.number, null);
    assert.equal(step.onDuplicate, 'refuse');
    assert.deepEqual(step.allowed, { type: 'everything' });
  });

  test('names its record as the result', () => {
    const made = plan([guestCase], VALUES, guest);
    assert.deepEqual(made.result, { table: 'case', id: stepAt(made, 0, 'create').record.id });
  });

  test('is denied without a create permission on a table that is otherwise known', () => {
    const readable = permit('case', ['read'], { columns: { read: ['title'] } });
    refused('permission_denied', () => plan([readable], VALUES));
    refused('permission_denied', () => plan([readable], { nonsense: 1 }));
  });

  test('is not found on a table that is not known to the subject', () => {
    refused('not_found', () => plan([guestCase], VALUES, nobody));
    refused('not_found', () => plan([guestCase], VALUES, guest, 'lead'));
    refused('not_found', () => plan([guestCase], VALUES, guest, 'nope'));
    refused('not_found', () => plan([guestCase], VALUES, guest, 'audit_entry'));
  });

  test('knows a table by an action alone', () => {
    refused('permission_denied', () => plan([permit('case', [], { actions: ['close'] })], VALUES));
  });
});

describe('the values of a create', () => {
  test('are all checked at once', () => {
    const values = { title: 7, guest_email: 'x', nope: 1 };
    assert.deepEqual(
      issuePaths(() => plan([guestCase], values, guest)),
      ['title', 'guest_email', 'nope'],
    );
  });

  test('may not name columns that no create permission covers', () => {
    for (const column of ['internal_note', 'status', 'created_at', 'number', 'source', 'id', 'nope'])
      assert.deepEqual(
        issuePaths(() => plan([guestCase], { ...VALUES, [column]: 'x' }, guest)),
        [column],
      );
  });

  test('are answered alike for forbidden and unknown columns', () => {
    const words = (column: string) =>
      refused('invalid_values', () => plan([guestCase], { ...VALUES, [column]: 'x' }, guest)).issues[0]
        ?.message;
    assert.equal(words('internal_note'), words('nope'));
  });

  test('must be there where they are required', () => {
    assert.deepEqual(
      issuePaths(() => plan([guestCase], { title: 'T', description: ' ' }, guest)),
      ['description'],
    );
    assert.deepEqual(
      issuePaths(() => plan([guestCase], {}, guest)),
      ['title', 'description'],
    );
  });

  test('are an object', () => {
    for (const values of [null, [], 'x', 7])
      refused('invalid_values', () => plan([guestCase], values, guest));
  });
});

describe('the permissions of a create', () => {
  test('are those that cover every given column', () => {
    const step = create([ownCase, accountCase], { ...VALUES, priority: 'high' });
    assert.deepEqual(step.allowed, eq('contact', ID.ann));
  });

  test('are all of them when each covers the columns; the record must satisfy one', () => {
    const step = create([ownCase, accountCase], VALUES);
    assert.deepEqual(step.allowed, or(eq('contact', ID.ann), eq('account', ID.acme)));
  });

  test('do not add up: columns of two permissions may not be set together', () => {
    refused('permission_denied', () =>
      plan([ownCase, accountCase], { ...VALUES, priority: 'high', product: 'x' }),
    );
  });

  test('carry their own conditions', () => {
    const low = permit('case', ['create'], {
      where: eq('priority', 'low'),
      columns: { create: [...BASIC, 'priority'] },
    });
    assert.deepEqual(create([low], { ...VALUES, priority: 'high' }).allowed, eq('priority', 'low'));
  });

  test('are named in the audit trail', () => {
    assert.equal(plan([ownCase, accountCase], VALUES).audit.permission, `${ownCase.id} ${accountCase.id}`);
    assert.equal(plan([ownCase, accountCase], { ...VALUES, priority: 'low' }).audit.permission, ownCase.id);
  });
});

describe('stamping', () => {
  test('fills the lookup to the own contact', () => {
    assert.equal(create([ownCase], VALUES).record.contact, ID.ann);
  });

  test('fills the lookup to the own account', () => {
    assert.equal(create([accountCase], VALUES).record.account, ID.acme);
  });

  test('asks for no append on what it fills', () => {
    const step = create([ownCase], VALUES);
    assert.deepEqual(step.references, []);
    assert.deepEqual(step.allowed, eq('contact', ID.ann));
  });

  test('fills for the permissions that are left only', () => {
    const step = create([ownCase, accountCase], { ...VALUES, priority: 'low' });
    assert.deepEqual([step.record.contact, step.record.account], [ID.ann, null]);
  });

  test('does not overrule what is given: another contact fails the check', () => {
    const step = create([ownCase, appendCase, appendToContact], { ...VALUES, contact: ID.bob });
    assert.equal(step.record.contact, ID.bob);
    assert.deepEqual(step.allowed, eq('contact', ID.ann));
  });

  test('does not overrule null', () => {
    const step = create([ownCase], { ...VALUES, contact: null });
    assert.equal(step.record.contact, null);
    assert.deepEqual(step.allowed, eq('contact', ID.ann));
  });

  test('does not reach into other records', () => {
    const note = permit('case_note', ['create'], {
      access: 'contact',
      via: 'case.contact',
      columns: { create: ['text', 'case'] },
    });
    const rest = [permit('case_note', ['append']), permit('case', ['append_to'])];
    const step = create([note, ...rest], { text: 'Hi', case: ID.one }, ann, 'case_note');
    assert.deepEqual(step.allowed, related('case', eq('contact', ID.ann)));
    assert.equal(step.record.author, null);
  });

  test('has nothing to fill without the claim, and so no permission', () => {
    refused('not_found', () => plan([ownCase], VALUES, { ...ann, contact: null }));
  });

  test('names the author as others see them', () => {
    const rights = [
      permit('thread', ['create', 'append'], { columns: { create: ['title', 'body', 'forum'] } }),
      permit('forum', ['append_to']),
    ];
    const values = { title: 'T', body: 'B', forum: ID.one };
    assert.equal(create(rights, values, ann, 'thread').record.author_name, 'Ann');
    assert.equal(create(rights, values, guest, 'thread').record.author_name, 'Guest');
    assert.deepEqual(
      issuePaths(() => plan(rights, { ...values, author_name: 'The boss' }, ann, 'thread')),
      ['author_name'],
    );
  });
});

describe('lookups that are set', () => {
  const note = permit('case_note', ['create'], { columns: { create: ['text', 'case', 'author'] } });
  const append = permit('case_note', ['append']);
  const toOwn = permit('case', ['append_to'], { access: 'contact', via: 'contact' });
  const values = { text: 'Hi', case: ID.one };

  test('need append_to on their target, in the same transaction', () => {
    const step = create([note, append, toOwn], values, ann, 'case_note');
    assert.deepEqual(
      step.references.map(({ column, target, id, allowed }) => [column, target.name, id, allowed]),
      [['case', 'case', ID.one, eq('contact', ID.ann)]],
    );
  });

  test('without any append_to are refused for every target alike', () => {
    const step = create([note, append], values, ann, 'case_note');
    assert.deepEqual(step.references[0]?.allowed, { type: 'nothing' });
  });

  test('need append on their own record', () => {
    refused('permission_denied', () => plan([note, toOwn], values, ann, 'case_note'));
    const some = permit('case_note', ['append'], { where: eq('visibility', 'customer') });
    assert.deepEqual(
      create([note, some, toOwn], values, ann, 'case_note').allowed,
      eq('visibility', 'customer'),
    );
  });

  test('need append besides the create permission, not instead of it', () => {
    const narrow = { ...note, where: eq('kind', 'note') };
    const some = permit('case_note', ['append'], { where: eq('visibility', 'customer') });
    const step = create([narrow, some, toOwn], values, ann, 'case_note');
    assert.deepEqual(step.allowed, and(eq('kind', 'note'), eq('visibility', 'customer')));
  });

  test('are checked one by one', () => {
    const step = create(
      [note, append, toOwn, appendToContact],
      { ...values, author: ID.ann },
      ann,
      'case_note',
    );
    assert.deepEqual(
      step.references.map((reference) => reference.column),
      ['case', 'author'],
    );
  });

  test('to null need nothing', () => {
    const optional = permit('file', ['create'], { columns: { create: ['name', 'media_type', 'case'] } });
    const step = create([optional], { name: 'a.txt', media_type: 'text/plain', case: null }, ann, 'file');
    assert.deepEqual(step.references, []);
    assert.deepEqual(step.allowed, { type: 'everything' });
  });
});
