import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ColumnSchema } from '@portico/protocol';
import fc from 'fast-check';
import { normalizeValue } from './normalize-value.ts';
import { ID } from './testing/plan-site.ts';

const base = { label: 'Column', classification: 'public' } as const;
const text: ColumnSchema = { ...base, type: 'text', maxLength: 10 };
const html: ColumnSchema = { ...base, type: 'html', maxLength: 100 };
const integer: ColumnSchema = { ...base, type: 'integer', min: -5, max: 10 };
const decimal: ColumnSchema = { ...base, type: 'decimal', min: 0 };
const boolean: ColumnSchema = { ...base, type: 'boolean' };
const datetime: ColumnSchema = { ...base, type: 'datetime' };
const date: ColumnSchema = { ...base, type: 'date' };
const choice: ColumnSchema = { ...base, type: 'choice', choices: [{ value: 'a', label: 'A' }] };
const lookup: ColumnSchema = { ...base, type: 'lookup', target: 'contact' };
const count: ColumnSchema = { ...base, type: 'count', of: 'case', lookup: 'contact' };
const columns = [text, html, integer, decimal, boolean, datetime, date, choice, lookup, count];

function stored(value: unknown, column: ColumnSchema): unknown {
  const normalized = normalizeValue(value, column);
  return normalized.ok ? normalized.value : undefined;
}

describe('a value', () => {
  test('may be null in every column', () => {
    for (const column of columns) assert.equal(stored(null, column), null);
  });

  test('is never converted from another type', () => {
    assert.equal(stored('1', integer), undefined);
    assert.equal(stored(1, text), undefined);
    assert.equal(stored('true', boolean), undefined);
    assert.equal(stored(1, boolean), undefined);
    assert.equal(stored(0, date), undefined);
    assert.equal(stored(true, integer), undefined);
  });

  test('of any shape is accepted or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...columns), (value, column) => {
        const normalized = normalizeValue(value, column);
        assert.equal(typeof normalized.ok, 'boolean');
      }),
    );
  });

  test('that is accepted is a scalar and stays the same when normalized again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...columns), (value, column) => {
        const once = normalizeValue(value, column);
        if (!once.ok) return;
        assert.ok(once.value === null || ['string', 'number', 'boolean'].includes(typeof once.value));
        assert.deepEqual(normalizeValue(once.value, column), once);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('numbers', () => {
  test('are whole and exact in an integer column', () => {
    assert.equal(stored(7, integer), 7);
    for (const value of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '7', [7], {}])
      assert.equal(stored(value, integer), undefined);
  });

  test('are finite in a decimal column', () => {
    assert.equal(stored(1.5, decimal), 1.5);
    assert.equal(stored(1e308, decimal), 1e308);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '1.5'])
      assert.equal(stored(value, decimal), undefined);
  });

  test('keep within the limits of their column', () => {
    assert.equal(stored(-5, integer), -5);
    assert.equal(stored(10, integer), 10);
    assert.equal(stored(-6, integer), undefined);
    assert.equal(stored(11, integer), undefined);
    assert.equal(stored(-0.1, decimal), undefined);
  });

  test('have one zero', () => {
    assert.ok(Object.is(stored(-0, integer), 0));
    assert.ok(Object.is(stored(-0, decimal), 0));
  });
});

describe('choices', () => {
  test('are of the list', () => {
    assert.equal(stored('a', choice), 'a');
    for (const value of ['A', 'b', '', 'constructor', 0, ['a']])
      assert.equal(stored(value, choice), undefined);
  });
});

describe('lookups', () => {
  test('are ids of records', () => {
    assert.equal(stored(ID.ann, lookup), ID.ann);
    for (const value of [
      'ann',
      '',
      ID.ann.toUpperCase().replace('A1', 'AF'),
      `${ID.ann} `,
      `{${ID.ann}}`,
      `${ID.ann}' or '1'='1`,
      { id: ID.ann },
      1,
    ])
      assert.equal(stored(value, lookup), undefined);
  });
});

describe('HTML', () => {
  test('is sanitized before it is kept', () => {
    const clean = String(stored('<p onclick="x()">Hi<script>alert(1)</script></p>', html));
    assert.ok(clean.includes('<p>Hi'));
    assert.ok(!clean.includes('script') && !clean.includes('onclick'));
  });

  test('of which nothing is left is null', () => {
    assert.equal(stored('<script>alert(1)</script>', html), null);
    assert.equal(stored('  ', html), null);
  });

  test('keeps within its length, before and after', () => {
    assert.equal(stored(`<p>${'a'.repeat(100)}</p>`, html), undefined);
    assert.equal(stored(`<p>${'&'.repeat(60)}</p>`, html), undefined);
  });

  test('is well-formed text', () => {
    assert.equal(stored('<p>\ud800</p>', html), undefined);
    assert.equal(stored('<p>\u0000</p>', html), undefined);
    assert.equal(stored(5, html), undefined);
  });
});

describe('counts', () => {
  test('are never written', () => {
    assert.equal(stored(1, count), undefined);
  });
});
