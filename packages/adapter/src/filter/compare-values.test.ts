import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compareValues } from './compare-values.ts';

describe('the order of values', () => {
  test('goes by size for numbers, not by digits', () => {
    assert.ok(compareValues(9, 10) < 0);
    assert.ok(compareValues(-1, 0) < 0);
    assert.equal(compareValues(0.1, 0.1), 0);
  });

  test('puts false before true', () => {
    assert.ok(compareValues(false, true) < 0);
  });

  test('puts upper case before lower case, as a binary collation does', () => {
    assert.ok(compareValues('Z', 'a') < 0);
  });

  test('puts a text before those it begins', () => {
    assert.ok(compareValues('ab', 'abc') < 0);
    assert.ok(compareValues('', 'a') < 0);
  });

  test('puts astral characters after those of the basic plane', () => {
    assert.ok(compareValues('\uffee', '😀') < 0);
    assert.ok(compareValues('\ue000', '𝒳') < 0);
  });

  test('is the order of UTF-8 bytes', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 8 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        assert.equal(Math.sign(compareValues(a, b)), bytes);
      }),
    );
  });

  test('is an order: antisymmetric and transitive', () => {
    const text = fc.string({ unit: 'binary', maxLength: 4 });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        assert.equal(Math.sign(compareValues(a, b)), -Math.sign(compareValues(b, a)) + 0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) assert.ok(compareValues(a, c) <= 0);
      }),
    );
  });
});
