import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, eq, type Filter, NOTHING, oneOf, related } from '@portico/protocol';
import fc from 'fast-check';
import { matches } from './matches.ts';
import { simplify } from './simplify.ts';
import { filters, followIn, worlds } from './testing/arbitraries.ts';

const a = eq('name', 'a');
const b = eq('name', 'b');
const c = eq('name', 'c');

describe('a simpler filter', () => {
  test('means the same', () => {
    fc.assert(
      fc.property(worlds, filters, (world, filter) => {
        const follow = followIn(world);
        const simple = simplify(filter);
        for (const record of world)
          assert.equal(matches(simple, record, follow), matches(filter, record, follow));
      }),
      { numRuns: 500 },
    );
  });

  test('has no more parts', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        assert.ok(parts(simplify(filter)) <= parts(filter));
      }),
    );
  });

  test('is as simple as it gets', () => {
    fc.assert(
      fc.property(filters, (filter) => assert.deepEqual(simplify(simplify(filter)), simplify(filter))),
    );
  });

  test('does not change what it is given', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const before = JSON.stringify(filter);
        simplify(filter);
        assert.equal(JSON.stringify(filter), before);
      }),
    );
  });
});

describe('simplifying', () => {
  test('says a thing once', () => {
    assert.deepEqual(simplify({ type: 'or', filters: [a, b, a] }), { type: 'or', filters: [a, b] });
    assert.deepEqual(simplify({ type: 'and', filters: [a, a] }), a);
  });

  test('flattens what is nested', () => {
    const nested: Filter = {
      type: 'or',
      filters: [a, { type: 'or', filters: [b, { type: 'or', filters: [c] }] }],
    };
    assert.deepEqual(simplify(nested), { type: 'or', filters: [a, b, c] });
    const mixed: Filter = { type: 'and', filters: [a, { type: 'or', filters: [b, c] }] };
    assert.deepEqual(simplify(mixed), mixed);
  });

  test('folds constants upwards', () => {
    assert.equal(simplify({ type: 'and', filters: [a, { type: 'or', filters: [] }] }), NOTHING);
    assert.equal(simplify({ type: 'or', filters: [a, { type: 'not', filter: NOTHING }] }), EVERYTHING);
    assert.deepEqual(simplify({ type: 'not', filter: { type: 'not', filter: a } }), a);
  });

  test('knows that nothing is related to nothing', () => {
    assert.equal(simplify(related('next', NOTHING)), NOTHING);
    assert.equal(simplify(related('next', { type: 'and', filters: [a, NOTHING] })), NOTHING);
  });

  test('keeps that a related record must exist', () => {
    assert.deepEqual(simplify(related('next', EVERYTHING)), related('next', EVERYTHING));
  });

  test('knows that nothing is in an empty list', () => {
    assert.equal(simplify(oneOf('name', [])), NOTHING);
  });
});

function parts(filter: Filter): number {
  switch (filter.type) {
    case 'and':
    case 'or':
      return 1 + filter.filters.reduce((sum, part) => sum + parts(part), 0);
    case 'not':
    case 'related':
      return 1 + parts(filter.filter);
    default:
      return 1;
  }
}
