import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eq, PRIVILEGES } from '@portico/protocol';
import { createPlanner } from './make-plan.ts';
import { ann, context, guest, ID, NOW, nobody, permit, refused, siteWith } from './testing/plan-site.ts';

const planner = createPlanner(
  siteWith([
    permit('case', ['read', 'create', 'write', 'delete', 'append'], {
      columns: {
        read: ['title', 'status', 'number', 'contact'],
        create: ['title', 'description'],
        write: ['title', 'internal_note'],
      },
      actions: ['close'],
    }),
    permit('case', ['read'], {
      webRoles: ['customer'],
      access: 'account',
      via: 'account',
      columns: { read: ['resolution'] },
    }),
    permit('lead', ['create'], { columns: { create: ['topic', 'last_name'] } }),
    permit('contact', ['append_to'], { webRoles: ['customer'], access: 'self' }),
  ]),
);

const values = { title: 'T', description: 'D' };
const idempotency = { scope: 'issuer|ann', key: 'k', fingerprint: 'f' };

describe('every plan', () => {
  const plans = {
    list: () => planner.list(guest, 'case', {}, null),
    get: () => planner.get(guest, 'case', ID.one),
    create: () => planner.create(guest, 'case', values, context()),
    update: () => planner.update(guest, 'case', ID.one, { title: 'New' }, context()),
    delete: () => planner.delete(guest, 'case', ID.one, context()),
    action: () => planner.action(guest, 'case', ID.one, 'close', {}, context()),
    search: () => planner.search(guest, { text: 'x', facets: false, limit: 1, offset: 0, mode: 'search' }),
    register: () => planner.register({ issuer: 'i', subject: 's', name: null, email: null }, context()),
    import: () => planner.importRecords('category', [{ id: ID.one, values: { name: 'A' } }], context()),
  };

  for (const [name, plan] of Object.entries(plans)) {
    test(`cannot be changed once made: ${name}`, () => {
      const made = plan();
      assert.ok(Object.isFrozen(made));
      assert.throws(() => Object.assign(made, { type: 'other' }), TypeError);
    });

    test(`is the same for the same arguments: ${name}`, () => {
      assert.deepEqual(plan(), plan());
    });
  }
});

describe('the audit of a write', () => {
  test('says what was done, by whom, under which permission, and when', () => {
    const { audit } = planner.create(ann, 'case', values, context());
    assert.deepEqual([audit.event, audit.contact, audit.at], ['case.create', ID.ann, NOW]);
    assert.match(audit.permission ?? '', /^case \d+$/);
  });

  test('names each kind of write', () => {
    const events = [
      planner.update(ann, 'case', ID.one, { title: 'New' }, context()),
      planner.delete(ann, 'case', ID.one, context()),
      planner.action(ann, 'case', ID.one, 'close', {}, context()),
    ].map((plan) => plan.audit.event);
    assert.deepEqual(events, ['case.update', 'case.delete', 'case.close']);
  });

  test('names no contact for a guest', () => {
    assert.equal(planner.create(guest, 'case', values, context()).audit.contact, null);
  });

  test('never holds a value that was written', () => {
    const secret = { title: 'Very private', description: 'Very private too' };
    const { audit, result } = planner.create(ann, 'case', secret, context());
    assert.doesNotMatch(JSON.stringify([audit, result]), /private/);
  });

  test('fits its columns, however many permissions there are', () => {
    const many = Array.from({ length: 50 }, (_, index) =>
      permit('lead', ['create'], {
        id: `a rather long name ${index}`,
        columns: { create: ['topic', 'last_name'] },
      }),
    );
    const plan = createPlanner(siteWith(many)).create(
      guest,
      'lead',
      { topic: 'T', last_name: 'L' },
      context(),
    );
    assert.equal(plan.audit.permission?.length, 200);
  });
});

describe('an idempotency key', () => {
  test('is part of the write it came with', () => {
    assert.deepEqual(planner.create(ann, 'case', values, context({ idempotency })).idempotency, idempotency);
  });

  test('is absent when there is none', () => {
    assert.equal('idempotency' in planner.create(ann, 'case', values, context()), false);
  });
});

describe('what a subject may know of a table', () => {
  test('is what it may do there', () => {
    const info = planner.tableInfo(guest, 'case');
    assert.deepEqual(info.privileges, ['read', 'create', 'write', 'delete', 'append']);
    assert.deepEqual(info.actions, ['close']);
    assert.deepEqual([info.name, info.title, info.pluralLabel], ['case', 'title', 'Cases']);
  });

  test('is the columns it may use, and how', () => {
    const { columns } = planner.tableInfo(guest, 'case');
    assert.deepEqual(Object.keys(columns), [
      'number',
      'title',
      'description',
      'status',
      'contact',
      'internal_note',
    ]);
    const uses = (name: string) => [columns[name]?.read, columns[name]?.create, columns[name]?.write];
    assert.deepEqual(uses('title'), [true, true, true]);
    assert.deepEqual(uses('description'), [false, true, false]);
    assert.deepEqual(uses('internal_note'), [false, false, true]);
    assert.equal(columns.title?.schema.type, 'text');
  });

  test('differs between subjects', () => {
    assert.equal('resolution' in planner.tableInfo(guest, 'case').columns, false);
    assert.equal('resolution' in planner.tableInfo(ann, 'case').columns, true);
    assert.equal('resolution' in planner.tableInfo({ ...ann, account: null }, 'case').columns, false);
  });

  test('is nothing without any right, as of unknown tables', () => {
    for (const table of ['account', 'audit_entry', 'nope', 'constructor'])
      refused('not_found', () => planner.tableInfo(guest, table));
    refused('not_found', () => planner.tableInfo(nobody, 'case'));
    refused('not_found', () => planner.tableInfo(guest, 'contact'));
  });

  test('is little where it may do little', () => {
    assert.deepEqual(planner.tableInfo(ann, 'contact').privileges, ['append_to']);
    assert.deepEqual(planner.tableInfo(ann, 'contact').columns, {});
    // The name of a column it may not use would tell that there is one.
    assert.equal(planner.tableInfo(ann, 'contact').title, 'id');
    assert.deepEqual(planner.tableInfo(guest, 'lead').privileges, ['create']);
  });

  test('lists privileges in the order of the protocol', () => {
    const all = createPlanner(siteWith([permit('case', [...PRIVILEGES].reverse())]));
    assert.deepEqual(all.tableInfo(guest, 'case').privileges, PRIVILEGES);
  });
});

describe('options of a get', () => {
  test('select and expand', () => {
    const plan = planner.get(guest, 'case', ID.one, { select: ['title'], expand: ['contact'] });
    assert.deepEqual(plan.projection.select, ['title', 'contact']);
    assert.deepEqual(plan.projection.lookups[0]?.grants, []);
  });
});

describe('a list', () => {
  test('takes a filter as the protocol writes it', () => {
    const plan = planner.list(guest, 'case', { filter: eq('status', 'open'), count: true, limit: 5 }, null);
    assert.deepEqual([plan.where, plan.count, plan.limit], [eq('status', 'open'), true, 5]);
  });
});
