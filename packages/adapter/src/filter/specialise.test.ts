import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { and, EVERYTHING, eq, NOTHING, not, oneOf, or, related } from '@portico/protocol';
import fc from 'fast-check';
import { matches } from './matches.ts';
import { specialise } from './specialise.ts';
import { filters, followIn, STATES, worlds } from './testing/arbitraries.ts';

const open = eq('state', 'open');
const named = eq('name', 'a');

describe('a filter for records of one class', () => {
  test('means the same there', () => {
    fc.assert(
      fc.property(worlds, filters, fc.option(fc.constantFrom(...STATES)), (world, filter, state) => {
        const follow = followIn(world);
        const special = specialise(filter, 'state', state);
        for (const record of world.filter((one) => one.state === state))
          assert.equal(matches(special, record, follow), matches(filter, record, follow));
      }),
      { numRuns: 500 },
    );
  });

  test('asks no more for the cell that is known', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const special = JSON.stringify(specialise(withoutRelated(filter), 'state', 'open'));
        assert.ok(!special.includes('"column":"state"'));
      }),
    );
  });
});

describe('specialising', () => {
  test('decides conditions on the known cell', () => {
    assert.equal(specialise(open, 'state', 'open'), EVERYTHING);
    assert.equal(specialise(open, 'state', 'closed'), NOTHING);
    assert.equal(specialise(oneOf('state', ['open', 'closed']), 'state', 'closed'), EVERYTHING);
    assert.equal(specialise(open, 'state', null), NOTHING);
  });

  test('leaves the rest of a filter', () => {
    assert.deepEqual(specialise(and(open, named), 'state', 'open'), named);
    assert.equal(specialise(and(open, named), 'state', 'closed'), NOTHING);
    assert.equal(specialise(or(open, named), 'state', 'open'), EVERYTHING);
    assert.deepEqual(specialise(or(open, named), 'state', 'closed'), named);
    assert.equal(specialise(not(open), 'state', 'closed'), EVERYTHING);
  });

  test('knows nothing of related records, though their column has the same name', () => {
    const other = related('next', open);
    assert.deepEqual(specialise(other, 'state', 'closed'), other);
  });

  test('does not change what it is given', () => {
    const filter = Object.freeze(and(open, named));
    specialise(filter, 'state', 'open');
    assert.deepEqual(filter, and(open, named));
  });
});

function withoutRelated(filter: Parameters<typeof specialise>[0]): Parameters<typeof specialise>[0] {
  switch (filter.type) {
    case 'and':
    case 'or':
      return { type: filter.type, filters: filter.filters.map(withoutRelated) };
    case 'not':
      return { type: 'not', filter: withoutRelated(filter.filter) };
    case 'related':
      return EVERYTHING;
    default:
      return filter;
  }
}
