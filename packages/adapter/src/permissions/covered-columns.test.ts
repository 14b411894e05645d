import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVERYTHING, type TableSchema } from '@portico/protocol';
import fc from 'fast-check';
import type { Grant } from '../plan/plan.ts';
import { coveredColumns } from './covered-columns.ts';

const SHEET: TableSchema = {
  name: 'sheet',
  label: 'Sheets',
  title: 'a',
  classification: 'internal',
  columns: {
    c: { type: 'text', label: 'C', maxLength: 10 },
    a: { type: 'text', label: 'A', maxLength: 10 },
    many: { type: 'count', label: 'Many', of: 'sheet', lookup: 'up' },
    up: { type: 'lookup', label: 'Up', target: 'sheet' },
  },
} as unknown as TableSchema;

function grant(columns: ReadonlySet<string>): Grant {
  return { permission: 'some', filter: EVERYTHING, columns };
}

test('columns come in the order of the schema, and only those that are stored make a record what it is', () => {
  const grants = [grant(new Set(['up', 'many'])), grant(new Set(['c', 'up']))];
  assert.deepEqual(coveredColumns(SHEET, grants), { all: ['c', 'many', 'up'], stored: ['c', 'up'] });
});

test('without a grant no column is covered', () => {
  assert.deepEqual(coveredColumns(SHEET, []), { all: [], stored: [] });
});

test('names that are no columns are passed over, also those that every object has', () => {
  const grants = [grant(new Set(['constructor', '__proto__', 'id', 'elsewhere', 'a']))];
  assert.deepEqual(coveredColumns(SHEET, grants).all, ['a']);
});

test('a table of the same name with other columns is another table', () => {
  const columns = new Set(['a', 'c']);
  const smaller: TableSchema = { ...SHEET, columns: { a: SHEET.columns.a as never } };
  assert.deepEqual(coveredColumns(SHEET, [grant(columns)]).all, ['c', 'a']);
  assert.deepEqual(coveredColumns(smaller, [grant(columns)]).all, ['a']);
});

test('whatever was asked before, the answer is that of these grants', () => {
  const names = Object.keys(SHEET.columns);
  const sets = [[], ['a'], ['c', 'up'], ['many'], names].map((columns) => new Set(columns));
  const combination = fc.array(fc.constantFrom(...sets), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(combination, { minLength: 1, maxLength: 8 }), (asked) => {
      for (const chosen of asked) {
        const expected = names.filter((name) => chosen.some((set) => set.has(name)));
        const { all, stored } = coveredColumns(SHEET, chosen.map(grant));
        assert.deepEqual(all, expected);
        assert.deepEqual(
          stored,
          expected.filter((name) => name !== 'many'),
        );
      }
    }),
  );
});
