import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, NOTHING, or } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import type { ChangeContext } from './context.ts';
import { createPlanner } from './make-plan.ts';
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
} from './testing/plan-site.ts';

const own = eq('contact', ID.ann);
const open = eq('status', 'open');
const readOpen = permit('case', ['read'], { where: open, columns: { read: ['title', 'status'] } });
const writeOwn = permit('case', ['write'], {
  access: 'contact',
  via: 'contact',
  columns: { write: ['title', 'description', 'contact'] },
});
const writeOpen = permit('case', ['write'], { where: open, columns: { write: ['title', 'priority'] } });

function update(
  permissions: TablePermission[],
  changes: unknown,
  {
    subject = ann,
    id = ID.one,
    table = 'case',
    etag,
  }: { subject?: Subject; id?: string; table?: string; etag?: string } = {},
) {
  const changing: ChangeContext = { ...context(), ...(etag !== undefined && { etag }) };
  return createPlanner(siteWith(permissions)).update(subject, table, id, changes, changing);
}

function step(...call: Parameters<typeof update>) {
  return stepAt(update(...call), 0, 'update');
}

function deletion(permissions: TablePermission[], etag?: string, id: string = ID.one) {
  const changing = { ...context(), ...(etag !== undefined && { etag }) };
  return createPlanner(siteWith(permissions)).delete(ann, 'case', id, changing);
}

describe('an update', () => {
  test('asks for a permission before and after', () => {
    const found = step([writeOwn], { title: 'New' });
    assert.deepEqual(found.before, own);
    assert.deepEqual(found.after, own);
    assert.deepEqual(found.when, EVERYTHING);
    assert.deepEqual(found.target, { id: ID.one });
  });

  test('goes by the permissions that cover every changed column', () => {
    assert.deepEqual(step([writeOwn, writeOpen], { title: 'New' }).before, or(own, open));
    assert.deepEqual(step([writeOwn, writeOpen], { title: 'New', priority: 'low' }).before, open);
    assert.deepEqual(step([writeOwn, writeOpen], { description: 'New' }).before, own);
  });

  test('of columns that no one permission covers is for the store to refuse, as 403 or 404', () => {
    const found = step([readOpen, writeOwn, writeOpen], { description: 'New', priority: 'low' });
    assert.equal(found.before, NOTHING);
    assert.deepEqual(found.readable, open);
  });

  test('without any permission to write is for the store to refuse too', () => {
    const found = step([readOpen], { title: 'New' });
    assert.deepEqual([found.before, found.readable], [NOTHING, open]);
    assert.deepEqual(update([readOpen], { title: 'New' }).audit.permission, null);
  });

  test('says the same of such a record whatever is sent', () => {
    for (const changes of [{}, { nope: 1 }, { title: 7 }, null])
      assert.deepEqual(step([readOpen], changes).before, NOTHING);
  });

  test('tells where the record is readable', () => {
    assert.deepEqual(step([writeOwn], { title: 'New' }).readable, NOTHING);
    assert.deepEqual(step([writeOwn, readOpen], { title: 'New' }).readable, open);
  });

  test('is stamped with the time', () => {
    assert.deepEqual(step([writeOwn], { title: 'New' }).changes, { title: 'New', updated_at: NOW });
  });

  test('renders changed Markdown', () => {
    const post = permit('post', ['write'], { columns: { write: ['body'] } });
    const { changes } = step([post], { body: '**New**' }, { table: 'post' });
    assert.match(String(changes.body_html), /<strong>New<\/strong>/);
    assert.deepEqual(Object.keys(changes), ['body', 'body_html', 'updated_at']);
  });

  test('is not found on unknown tables and ids of other shapes', () => {
    refused('not_found', () => update([writeOwn], { title: 'New' }, { table: 'lead' }));
    refused('not_found', () => update([writeOwn], { title: 'New' }, { table: 'identity' }));
    refused('not_found', () => update([writeOwn], { title: 'New' }, { id: 'one' }));
    refused('not_found', () => update([writeOwn], { title: 'New' }, { subject: guest }));
  });
});

describe('the changes of an update', () => {
  test('are checked like the values of a create', () => {
    assert.deepEqual(
      issuePaths(() => update([writeOwn], { title: 7, nope: 1 })),
      ['title', 'nope'],
    );
    for (const column of ['internal_note', 'created_at', 'updated_at', 'number', 'id', 'resolved_at'])
      assert.deepEqual(
        issuePaths(() => update([writeOwn], { [column]: 'x' })),
        [column],
      );
  });

  test('name at least one column', () => {
    refused('invalid_values', () => update([writeOwn], {}));
  });

  test('do not empty what is required', () => {
    assert.deepEqual(
      issuePaths(() => update([writeOwn], { title: null })),
      ['title'],
    );
    assert.deepEqual(
      issuePaths(() => update([writeOwn], { title: '  ' })),
      ['title'],
    );
  });

  test('may empty what is not', () => {
    const product = permit('case', ['write'], { columns: { write: ['product'] } });
    assert.equal(step([product], { product: '' }).changes.product, null);
  });

  test('are only the columns sent: an absent one stays', () => {
    assert.deepEqual(Object.keys(step([writeOwn], { title: 'New' }).changes), ['title', 'updated_at']);
  });
});

describe('lookups that are changed', () => {
  const append = permit('case', ['append'], { where: eq('priority', 'low') });
  const toSelf = permit('contact', ['append_to'], { access: 'self' });

  test('need append on the record as it will be, and append_to on the target', () => {
    const found = step([writeOwn, append, toSelf], { contact: ID.bob });
    assert.deepEqual(found.before, own);
    assert.deepEqual(found.after, and(own, eq('priority', 'low')));
    assert.deepEqual(
      found.references.map((reference) => [reference.column, reference.id, reference.allowed]),
      [['contact', ID.bob, eq('id', ID.ann)]],
    );
  });

  test('without append end in refusal', () => {
    assert.equal(step([writeOwn, toSelf], { contact: ID.ann }).after, NOTHING);
  });

  test('without append_to end in refusal, whichever record is named', () => {
    assert.equal(step([writeOwn, append], { contact: ID.ann }).references[0]?.allowed, NOTHING);
  });

  test('are emptied without append, but still under the write permission', () => {
    const found = step([writeOwn], { contact: null });
    assert.deepEqual(found.references, []);
    assert.deepEqual(found.after, own);
  });
});

describe('an expected ETag', () => {
  test('is compared with the record as the subject reads it', () => {
    const { expected } = step([writeOwn, readOpen], { title: 'New' }, { etag: 'abc' });
    assert.equal(expected?.etag, 'abc');
    assert.deepEqual(
      expected?.grants.map((grant) => grant.permission),
      [readOpen.id],
    );
  });

  test('is not asked for when none is sent', () => {
    assert.equal(step([writeOwn, readOpen], { title: 'New' }).expected, undefined);
  });

  test('that is empty is still one', () => {
    assert.equal(step([writeOwn, readOpen], { title: 'New' }, { etag: '' }).expected?.etag, '');
  });

  test('cannot be known to someone who reads nothing', () => {
    refused('etag_mismatch', () => update([writeOwn], { title: 'New' }, { etag: 'abc' }));
  });
});

describe('a delete', () => {
  const deleteOwn = permit('case', ['delete'], { access: 'contact', via: 'contact' });

  test('asks for the delete permission alone', () => {
    const found = stepAt(deletion([deleteOwn, writeOpen, readOpen]), 0, 'delete');
    assert.deepEqual(found.before, own);
    assert.deepEqual(found.readable, open);
    assert.deepEqual(found.target, { id: ID.one });
  });

  test('without one is for the store to refuse, as 403 or 404', () => {
    const found = stepAt(deletion([writeOwn, readOpen]), 0, 'delete');
    assert.deepEqual([found.before, found.readable], [NOTHING, open]);
  });

  test('may expect an ETag', () => {
    assert.equal(stepAt(deletion([deleteOwn, readOpen], 'abc'), 0, 'delete').expected?.etag, 'abc');
    refused('etag_mismatch', () => deletion([deleteOwn], 'abc'));
  });

  test('is not found on unknown tables and ids of other shapes', () => {
    refused('not_found', () => deletion([]));
    refused('not_found', () => deletion([deleteOwn], undefined, 'x'));
  });
});
