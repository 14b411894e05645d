import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnSchema, StoredValue } from '@portico/protocol';
import { isWellTyped } from './is-well-typed.ts';
import { idOf } from './testing/make-world.ts';

/** docs/permissions.md, "Creating", 2: type, length, choices, formats, well-formed Unicode. */
const base = { label: 'Value', classification: 'public' } as const;
const text = (rest: object = {}): ColumnSchema => ({ ...base, type: 'text', maxLength: 5, ...rest });
const of = (type: 'boolean' | 'date' | 'datetime'): ColumnSchema => ({ ...base, type });
const number = (type: 'integer' | 'decimal', rest: object = {}): ColumnSchema => ({ ...base, type, ...rest });
const choice: ColumnSchema = { ...base, type: 'choice', choices: [{ value: 'a', label: 'A' }] };
const lookup: ColumnSchema = { ...base, type: 'lookup', target: 'contact' };
const email = text({ format: 'email', maxLength: 50 });
const url = text({ format: 'url', maxLength: 50 });

const rules: readonly (readonly [
  column: ColumnSchema,
  good: readonly NonNullable<StoredValue>[],
  bad: readonly NonNullable<StoredValue>[],
])[] = [
  [text(), ['', 'abcde', 'äöü'], ['abcdef', 1, true, '\ud800']],
  [{ ...base, type: 'html', maxLength: 9 }, ['<p>a</p>'], ['<p>abc</p>', 1]],
  [email, ['a@example.org'], ['a', 'a@', '@b.c', 'a b@example.org']],
  [url, ['https://example.org/a', 'http://example.org', 'mailto:a@example.org'], ['example', 'javascript:x']],
  [number('integer'), [0, -3, 2 ** 53 - 1], [1.5, 2 ** 53, '1', true]],
  [number('integer', { min: 0, max: 9 }), [0, 9], [-1, 10]],
  [number('decimal', { min: 0 }), [0, 1.5], [-0.5, Number.NaN, Number.POSITIVE_INFINITY, '1']],
  [of('boolean'), [true, false], [0, 'true']],
  [of('date'), ['2026-02-28'], ['2026-02-30', '2026-2-1', '2026-02-28T00:00:00.000Z', 1]],
  [
    of('datetime'),
    [
      '2026-02-28T08:00:00.000Z',
      '2026-02-28T08:00:00+02:00',
      '2026-02-28T08:00Z',
      '2026-02-28T08:00:00.1234567Z',
    ],
    ['2026-02-28', '2026-02-28T08:00:00', '2026-02-30T08:00:00.000Z', '2026-02-28T24:00:00.000Z'],
  ],
  [choice, ['a'], ['A', 'b', 1]],
  [lookup, [idOf('x')], ['x', idOf('J').toUpperCase(), 1]],
  [{ ...base, type: 'count', of: 'post', lookup: 'thread' }, [], [1]],
];

for (const [column, good, bad] of rules) {
  const what = JSON.stringify({ ...column, label: undefined, classification: undefined });
  for (const value of good)
    test(`${what} takes ${JSON.stringify(value)}`, () => assert.ok(isWellTyped(column, value)));
  for (const value of bad)
    test(`${what} does not take ${JSON.stringify(value)} (${typeof value})`, () =>
      assert.ok(!isWellTyped(column, value)));
}
