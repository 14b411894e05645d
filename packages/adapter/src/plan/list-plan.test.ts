import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, NOTHING, or, type RecordQuery } from '@portico/protocol';
import { getPlan, listPlan } from './list-plan.ts';
import type { Position } from './plan.ts';
import { planningFor } from './planning.ts';
import { ann, guest, ID, nobody, permit, refused, siteWith } from './testing/plan-site.ts';

const open = eq('status', 'open');
const site = siteWith([
  permit('case', ['read'], {
    columns: { read: ['title', 'status', 'description', 'created_at', 'contact'] },
    where: open,
  }),
  permit('case', ['read'], {
    access: 'contact',
    via: 'contact',
    columns: { read: ['title', 'status', 'description', 'created_at', 'priority', 'number'] },
  }),
  permit('article', ['read'], { columns: { read: ['title', 'body', 'published_at'] } }),
  permit('thread', ['read'], { columns: { read: ['title', 'vote_count', 'locked'] } }),
  permit('lead', ['create'], { columns: { create: ['topic'] } }),
]);
const own = eq('contact', ID.ann);

function list(query: RecordQuery, after: Position | null = null, table = 'case', subject = ann) {
  return listPlan(planningFor(site, subject), table, query, after);
}

describe('a list', () => {
  test('has defaults', () => {
    const plan = list({});
    assert.deepEqual(
      [plan.limit, plan.sort, plan.after, plan.count, plan.where],
      [20, [], null, false, EVERYTHING],
    );
  });

  test('carries the grants of the subject', () => {
    assert.deepEqual(
      list({}).projection.grants.map((grant) => grant.filter),
      [open, own],
    );
    assert.deepEqual(
      list({}, null, 'case', guest).projection.grants.map((grant) => grant.filter),
      [open],
    );
  });

  test('takes limits from 1 to 100', () => {
    for (const limit of [1, 50, 100]) assert.equal(list({ limit }).limit, limit);
    for (const limit of [0, -1, 101, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      refused('invalid_parameter', () => list({ limit }));
  });

  test('counts when asked', () => assert.equal(list({ count: true }).count, true));
});

describe('tables that may not be read', () => {
  test('are not found, like unknown ones', () => {
    for (const table of [
      'lead',
      'contact',
      'audit_entry',
      'identity',
      'nope',
      'constructor',
      '__proto__',
      '',
    ]) {
      refused('not_found', () => list({}, null, table));
      refused('not_found', () => getPlan(planningFor(site, ann), table, ID.one));
    }
    refused('not_found', () => list({}, null, 'case', nobody));
  });

  test('are not found before anything else is looked at', () => {
    refused('not_found', () => list({ select: ['nope'], limit: -1 }, null, 'lead'));
    refused('not_found', () => getPlan(planningFor(site, ann), 'lead', 'no id', { select: ['nope'] }));
  });
});

describe('the filter of a list', () => {
  test('is left alone where all grants cover its columns', () => {
    assert.deepEqual(list({ filter: eq('title', 'x') }).where, eq('title', 'x'));
  });

  test('is guarded where only some do', () => {
    const high = eq('priority', 'high');
    assert.deepEqual(list({ filter: high }).where, and(own, high));
  });

  test('of a subject whose grants cover its columns nowhere is refused', () => {
    refused('unknown_column', () => list({ filter: eq('priority', 'high') }, null, 'case', guest));
    refused('unknown_column', () => list({ filter: eq('internal_note', 'x') }));
  });

  test('is guarded in every part', () => {
    const filter = or(eq('priority', 'high'), eq('title', 'x'));
    assert.deepEqual(list({ filter }).where, or(and(own, eq('priority', 'high')), eq('title', 'x')));
  });

  test('through a lookup to a table that may not be read is refused', () => {
    refused('unknown_column', () =>
      list({ filter: { type: 'related', lookup: 'contact', filter: eq('name', 'x') } }),
    );
  });

  test('that leads through such a lookup without a condition holds nowhere', () => {
    const filter = { type: 'related', lookup: 'contact', filter: { type: 'everything' } } as const;
    assert.equal(list({ filter }).where, NOTHING);
  });
});

describe('the order of a list', () => {
  test('knows where its columns may be read', () => {
    const { sort } = list({
      sort: [
        { column: 'title', direction: 'asc' },
        { column: 'priority', direction: 'desc' },
        { column: 'id', direction: 'desc' },
      ],
    });
    assert.deepEqual(
      sort.map((key) => [key.column, key.direction, key.readable]),
      [
        ['title', 'asc', EVERYTHING],
        ['priority', 'desc', own],
        ['id', 'desc', EVERYTHING],
      ],
    );
  });

  test('is by columns that may be read', () => {
    for (const column of ['internal_note', 'nope', 'constructor'])
      refused('unknown_column', () => list({ sort: [{ column, direction: 'asc' }] }));
    refused('unknown_column', () =>
      list({ sort: [{ column: 'priority', direction: 'asc' }] }, null, 'case', guest),
    );
  });

  test('is by columns that sort: no long text, no HTML, no counts', () => {
    refused('invalid_parameter', () => list({ sort: [{ column: 'description', direction: 'asc' }] }));
    refused('invalid_parameter', () =>
      list({ sort: [{ column: 'body', direction: 'asc' }] }, null, 'article'),
    );
    refused('invalid_parameter', () =>
      list({ sort: [{ column: 'vote_count', direction: 'asc' }] }, null, 'thread'),
    );
  });

  test('is by at most three columns, each once', () => {
    const title = { column: 'title', direction: 'asc' } as const;
    refused('invalid_parameter', () => list({ sort: [title, title] }));
    const four = ['title', 'status', 'created_at', 'id'].map(
      (column) => ({ column, direction: 'asc' }) as const,
    );
    refused('invalid_parameter', () => list({ sort: four }));
    assert.equal(list({ sort: four.slice(1) }).sort.length, 3);
  });
});

describe('the position a list goes on from', () => {
  const sort = [
    { column: 'title', direction: 'asc' },
    { column: 'created_at', direction: 'desc' },
  ] as const;

  test('has a value for each sort column, or null', () => {
    for (const values of [
      ['x', '2026-01-01T00:00:00.000Z'],
      [null, null],
    ]) {
      const after = { values, id: ID.one };
      assert.deepEqual(list({ sort }, after).after, after);
    }
  });

  test('is refused when it is of another order', () => {
    for (const values of [[], ['x'], ['x', null, null]])
      refused('invalid_cursor', () => list({ sort }, { values, id: ID.one }));
  });

  test('is refused when its values are of other types', () => {
    for (const values of [
      [1, null],
      [true, null],
      ['x', 5],
      ['\ud800', null],
      ['a\0', null],
    ])
      refused('invalid_cursor', () => list({ sort }, { values, id: ID.one }));
    refused('invalid_cursor', () => list({ sort }, { values: [{} as never, null], id: ID.one }));
  });

  test('is refused without the id of a record', () => {
    for (const id of ['', 'x', `${ID.one}'`])
      refused('invalid_cursor', () => list({ sort }, { values: [null, null], id }));
  });

  test('fits booleans and ids', () => {
    const locked = [{ column: 'locked', direction: 'asc' }] as const;
    assert.ok(list({ sort: locked }, { values: [true], id: ID.one }, 'thread').after);
    refused('invalid_cursor', () => list({ sort: locked }, { values: ['true'], id: ID.one }, 'thread'));
    const ids = [{ column: 'id', direction: 'asc' }] as const;
    assert.ok(list({ sort: ids }, { values: [ID.one], id: ID.one }).after);
  });
});

describe('one record', () => {
  const get = (id: string, options = {}) => getPlan(planningFor(site, ann), 'case', id, options);

  test('is asked for by its id', () => {
    const plan = get(ID.one);
    assert.equal(plan.id, ID.one);
    assert.equal(plan.projection.grants.length, 2);
  });

  test('is not found by an id of another shape', () => {
    for (const id of ['', 'x', '1', ID.ann.toUpperCase(), `${ID.one} `, `${ID.one}/close`, '../case'])
      refused('not_found', () => get(id));
  });

  test('is projected as asked', () => {
    assert.deepEqual(get(ID.one, { select: ['title'] }).projection.select, ['title']);
    refused('unknown_column', () => get(ID.one, { select: ['internal_note'] }));
  });
});
