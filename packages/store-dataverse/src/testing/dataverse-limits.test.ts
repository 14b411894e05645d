import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ColumnSchema, STANDARD_TABLES, type StoredValue } from '@portico/protocol';
import fc from 'fast-check';
import { customColumn } from '../mapping/custom-column.ts';
import { mappingsFor } from '../mapping/index.ts';
import { writeCell } from '../mapping/write-cell.ts';
import { dataverseKeeps } from './dataverse-limits.ts';
import { randomValue } from './random-record.ts';

const label = { label: 'L', classification: 'public' } as const;
const text: ColumnSchema = { ...label, type: 'text', maxLength: 5000 };
const standard = (table: string, column: string) =>
  STANDARD_TABLES.find(({ name }) => name === table)?.columns[column] as ColumnSchema;
const keeps = (column: ColumnSchema, value: StoredValue) => dataverseKeeps('any', column, value);

test('Dataverse keeps text as long as its columns are, and no empty one', () => {
  assert.ok(keeps(text, 'x'.repeat(5000)));
  assert.ok(!keeps(text, ''));
  assert.deepEqual(
    [160, 161].map((length) => keeps(standard('account', 'name'), 'x'.repeat(length))),
    [true, false],
  );
});

test('Dataverse keeps a name that two names of fifty characters make', () => {
  const name = standard('contact', 'name');
  const [fifty, more] = ['x'.repeat(50), 'x'.repeat(51)];
  for (const kept of [fifty, `${fifty} ${fifty}`, 'Ann Lee', `${'x '.repeat(25)}y`])
    assert.ok(keeps(name, kept), kept);
  for (const lost of [more, `${fifty} ${more}`, `${fifty}  ${fifty}`]) assert.ok(!keeps(name, lost), lost);
});

test('Dataverse keeps numbers within its ranges', () => {
  const whole: ColumnSchema = { ...label, type: 'integer', min: 0, max: 2 ** 31 - 1 };
  const wide: ColumnSchema = { ...label, type: 'integer' };
  const decimal: ColumnSchema = { ...label, type: 'decimal' };
  assert.deepEqual(
    [2 ** 31 - 1, 2 ** 31].map((one) => keeps(whole, one)),
    [true, false],
  );
  assert.deepEqual(
    [1e11, -1e11, 1e11 + 1, -1e11 - 1].map((one) => keeps(wide, one)),
    [true, true, false, false],
  );
  assert.deepEqual(
    [0.1, 1e-10, 1e-11, 1.00000000001, 5e-324, -1e11, 1e300].map((one) => keeps(decimal, one)),
    [true, true, false, false, false, true, false],
  );
});

test('Dataverse keeps whole seconds and days from 1753 on', () => {
  const [moment, day]: ColumnSchema[] = [
    { ...label, type: 'datetime' },
    { ...label, type: 'date' },
  ];
  assert.ok(moment && day);
  for (const [value, kept] of [
    ['1753-01-01T00:00:00.000Z', true],
    ['1752-12-31T23:59:59.000Z', false],
    ['0001-01-01T00:00:00.000Z', false],
    ['2026-01-31T08:00:00.001Z', false],
  ] as const)
    assert.equal(keeps(moment, value), kept, value);
  assert.deepEqual(
    ['1752-12-31', '1753-01-01', '1800-01-01', '9999-12-31'].map((one) => keeps(day, one)),
    [false, true, true, true],
  );
  assert.ok(!dataverseKeeps('updated_at', moment, '2026-01-31T08:00:00.000Z'));
});

const mappings = mappingsFor(STANDARD_TABLES);

for (const { name: table, columns } of STANDARD_TABLES)
  test(`the store refuses nothing of ${table} that Dataverse keeps`, () => {
    for (const [name, column] of Object.entries(columns)) {
      const mapping = mappings[table]?.columns[name] ?? customColumn(name, column, 'portico');
      if (!mapping || ['lookup', 'marked_text', 'marker', 'packed'].includes(mapping.kind)) continue;
      const longest = column.type === 'text' ? [fc.string({ minLength: 40, maxLength: 170 })] : [];
      fc.assert(
        fc.property(fc.oneof(randomValue(column), ...longest), (value) => {
          if (value !== null && dataverseKeeps(name, column, value))
            assert.ok('row' in writeCell(value, mapping), `${name}: ${JSON.stringify(value)}`);
        }),
        { numRuns: 50 },
      );
    }
  });
