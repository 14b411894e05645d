import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Condition, OPERATORS, type Operator, type StoredValue } from '@portico/protocol';
import fc from 'fast-check';
import { conditionHolds } from './condition-holds.ts';

function holds(operator: Operator, value: Condition['value'], cell: StoredValue | undefined): boolean {
  return conditionHolds({ type: 'condition', column: 'column', operator, value }, cell);
}

describe('a condition on an empty cell', () => {
  for (const operator of OPERATORS.filter((candidate) => candidate !== 'is_null')) {
    test(`"${operator}" does not hold, whatever it compares with`, () => {
      for (const value of [null, '', 'a', 0, false, [], [null], ['a', null]]) {
        assert.equal(holds(operator, value, null), false);
        assert.equal(holds(operator, value, undefined), false);
      }
    });
  }

  test('"is_null" tells empty from not empty', () => {
    assert.equal(holds('is_null', true, null), true);
    assert.equal(holds('is_null', false, null), false);
    assert.equal(holds('is_null', true, undefined), true);
    assert.equal(holds('is_null', true, ''), false);
    assert.equal(holds('is_null', false, 0), true);
    assert.equal(holds('is_null', false, false), true);
  });
});

describe('a condition that compares with null', () => {
  for (const operator of OPERATORS.filter((candidate) => candidate !== 'is_null')) {
    test(`"${operator}" holds nowhere, "ne" included`, () => {
      for (const cell of ['', 'a', 0, false, null]) assert.equal(holds(operator, null, cell), false);
    });
  }

  test('null in a list matches nothing and spoils nothing', () => {
    assert.equal(holds('in', [null, 'a'], 'a'), true);
    assert.equal(holds('in', [null, 'a'], 'b'), false);
    assert.equal(holds('in', [null], 'null'), false);
  });
});

describe('equality', () => {
  test('compares text exactly, by case and by code units', () => {
    assert.equal(holds('eq', 'a', 'a'), true);
    assert.equal(holds('eq', 'a', 'A'), false);
    assert.equal(holds('eq', 'ä', 'a\u0308'), false);
    assert.equal(holds('ne', 'a', 'A'), true);
  });

  test('never converts between types', () => {
    assert.equal(holds('eq', '1', 1), false);
    assert.equal(holds('eq', 1, true), false);
    assert.equal(holds('eq', 0, false), false);
    assert.equal(holds('eq', '', 0), false);
    assert.equal(holds('in', ['1'], 1), false);
  });

  test('does not hold as "ne" between different types either', () => {
    assert.equal(holds('ne', '1', 1), false);
  });

  test('of an empty list holds nowhere', () => {
    assert.equal(holds('in', [], 'a'), false);
  });

  test('refuses a list where one value belongs, and one value where a list does', () => {
    assert.equal(holds('eq', ['a'], 'a'), false);
    assert.equal(holds('in', 'a', 'a'), false);
  });
});

describe('order', () => {
  test('compares numbers by size', () => {
    assert.equal(holds('lt', 10, 9), true);
    assert.equal(holds('ge', 10, 9), false);
    assert.equal(holds('le', 9, 9), true);
    assert.equal(holds('gt', -2, -1), true);
  });

  test('compares dates as text', () => {
    assert.equal(holds('lt', '2026-02-01', '2026-01-31'), true);
    assert.equal(holds('gt', '9999-12-31', '0001-01-01'), false);
  });

  test('splits all cells of a type in two', () => {
    // JSON has no other numbers, so no cell holds one.
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, numbers, (value, cell) => {
        assert.notEqual(holds('lt', value, cell), holds('ge', value, cell));
        assert.notEqual(holds('gt', value, cell), holds('le', value, cell));
      }),
    );
  });
});

describe('text search in a condition', () => {
  test('takes no notice of case, nor of how a letter is composed', () => {
    assert.equal(holds('contains', 'ÄB', 'xa\u0308by'), true);
    assert.equal(holds('starts_with', 'é', 'E\u0301tude'), true);
    assert.equal(holds('contains', 'a', 'ä'), false);
  });

  test('knows no wildcards', () => {
    assert.equal(holds('contains', '%', 'abc'), false);
    assert.equal(holds('contains', '_', 'abc'), false);
    assert.equal(holds('contains', '[a]', 'a'), false);
    assert.equal(holds('contains', '100%', 'now 100% new'), true);
    assert.equal(holds('starts_with', 'a_', 'a_b'), true);
    assert.equal(holds('starts_with', 'a_', 'axb'), false);
  });

  test('finds every part of a text, and its start', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 10 });
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), text, (before, part, after) => {
        assert.equal(holds('contains', part, `${before}${part}${after}`), true);
        assert.equal(holds('starts_with', before, `${before}${part}`), true);
      }),
    );
  });
});
