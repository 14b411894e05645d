import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  and,
  EVERYTHING,
  eq,
  type Filter,
  NOTHING,
  not,
  oneOf,
  or,
  related,
  type StoredRecord,
} from '@portico/protocol';
import fc from 'fast-check';
import { type Follow, matches } from './matches.ts';
import { filters, followIn, worlds } from './testing/arbitraries.ts';

const nowhere: Follow = () => null;
const record: StoredRecord = { id: 'one', name: 'Ann', amount: 3, state: null, next: 'two' };

function meets(filter: Filter, follow = nowhere): boolean {
  return matches(filter, record, follow);
}

describe('constants', () => {
  test('everything holds and nothing does not', () => {
    assert.equal(meets(EVERYTHING), true);
    assert.equal(meets(NOTHING), false);
  });

  test('an empty conjunction holds, an empty disjunction does not', () => {
    assert.equal(meets({ type: 'and', filters: [] }), true);
    assert.equal(meets({ type: 'or', filters: [] }), false);
  });
});

describe('logic', () => {
  test('joins conditions with and, or and not', () => {
    assert.equal(meets(and(eq('name', 'Ann'), eq('amount', 3))), true);
    assert.equal(meets(and(eq('name', 'Ann'), eq('amount', 4))), false);
    assert.equal(meets(or(eq('name', 'Bob'), eq('amount', 3))), true);
    assert.equal(meets(not(eq('name', 'Bob'))), true);
  });

  test('has two values: what does not hold on an empty cell holds negated', () => {
    assert.equal(meets(eq('state', 'open')), false);
    assert.equal(meets(not(eq('state', 'open'))), true);
    assert.equal(meets(not(not(eq('state', 'open')))), false);
    assert.equal(meets({ type: 'condition', column: 'state', operator: 'ne', value: 'open' }), false);
  });

  test('of every filter and its negation exactly one holds', () => {
    fc.assert(
      fc.property(worlds, filters, (world, filter) => {
        const follow = followIn(world);
        for (const one of world)
          assert.notEqual(matches(filter, one, follow), matches({ type: 'not', filter }, one, follow));
      }),
    );
  });

  test('follows De Morgan', () => {
    fc.assert(
      fc.property(worlds, filters, filters, (world, a, b) => {
        const follow = followIn(world);
        for (const one of world) {
          assert.equal(
            matches({ type: 'not', filter: { type: 'and', filters: [a, b] } }, one, follow),
            matches({ type: 'or', filters: [not(a), not(b)] }, one, follow),
          );
        }
      }),
    );
  });
});

describe('columns', () => {
  test('an absent column is an empty cell', () => {
    assert.equal(meets(eq('missing', 'x')), false);
    assert.equal(meets({ type: 'condition', column: 'missing', operator: 'is_null', value: true }), true);
  });

  test('names that every object answers to are absent columns', () => {
    for (const column of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
      assert.equal(meets({ type: 'condition', column, operator: 'is_null', value: true }), true);
  });

  test('the id is a cell like others', () => {
    assert.equal(meets(eq('id', 'one')), true);
    assert.equal(meets(oneOf('id', ['two', 'one'])), true);
  });
});

describe('related records', () => {
  const two: StoredRecord = { id: 'two', name: 'Bob', next: 'three' };
  const three: StoredRecord = { id: 'three', name: 'Eve', next: null };
  const chain = followIn([record, two, three]);

  test('are tested where the lookup points', () => {
    assert.equal(meets(related('next', eq('name', 'Bob')), chain), true);
    assert.equal(meets(related('next', eq('name', 'Ann')), chain), false);
  });

  test('are followed to any depth', () => {
    assert.equal(meets(related('next', related('next', eq('name', 'Eve'))), chain), true);
    assert.equal(meets(related('next', related('next', related('next', EVERYTHING))), chain), false);
  });

  test('must exist: a lookup that is empty or dangles is related to nothing', () => {
    assert.equal(meets(related('next', EVERYTHING), nowhere), false);
    assert.equal(meets(not(related('next', EVERYTHING)), nowhere), true);
    assert.equal(matches(related('next', EVERYTHING), three, chain), false);
  });

  test('are looked up by the table they are of', () => {
    const asked: string[] = [];
    const follow: Follow = (from, lookup) => {
      asked.push(`${from.id}.${lookup}`);
      const onward: Follow = (next, inner) => {
        asked.push(`${next.id}.${inner}`);
        return null;
      };
      return { record: two, follow: onward };
    };
    matches(related('owner', related('account', EVERYTHING)), record, follow);
    assert.deepEqual(asked, ['one.owner', 'two.account']);
  });
});
