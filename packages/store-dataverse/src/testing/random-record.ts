import {
  type ColumnSchema,
  isStored,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import fc from 'fast-check';

/** Values of a column as a plan may hold them, awkward ones among them. Numbers and dates within what Dataverse keeps. */
export function randomValue(column: ColumnSchema): fc.Arbitrary<StoredValue> {
  switch (column.type) {
    case 'text':
    case 'html':
      return text(Math.min(column.maxLength, 20));
    case 'integer':
      return fc.integer({ min: column.min ?? -1000, max: column.max ?? 2 ** 31 - 1 });
    case 'decimal':
      return fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => number / 1000);
    case 'boolean':
      return fc.boolean();
    case 'date':
      return moment.map((time) => time.slice(0, 10));
    case 'datetime':
      return moment;
    case 'choice':
      return fc.constantFrom(...column.choices.map(({ value }) => value));
    case 'lookup':
      return fc.uuid({ version: 4 });
    case 'count':
      return fc.constant(null);
  }
}

const moment = fc
  .date({ min: new Date('1753-01-01T00:00:00Z'), max: new Date('2026-01-01T00:00:00Z'), noInvalidDate: true })
  .map((time) => time.toISOString());

/** Not blank: a plan makes blank text null. */
function text(maxLength: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        '*WEB*',
        '*WEB* hello',
        "O'Neil [contact:x] 100%",
        'Ann  Li ',
        ' Li',
        '😀'.repeat(8),
        'a]b[c:d]',
      ),
    )
    .map((one) => one.slice(0, maxLength).toWellFormed())
    .filter((one) => one.trim() !== '');
}

/** A record of the table, every stored column present and any of them empty, but for those that may not be. */
export function randomRecord(
  table: TableSchema,
  filled: ReadonlySet<string> = new Set(),
): fc.Arbitrary<StoredRecord> {
  const columns = Object.entries(table.columns)
    .filter(([, column]) => isStored(column))
    .map(([name, column]) => [
      name,
      filled.has(name) || column.type === 'choice'
        ? randomValue(column)
        : fc.option(randomValue(column), { nil: null }),
    ]);
  return fc
    .record({ id: fc.uuid({ version: 4 }), ...Object.fromEntries(columns) })
    .map((record) => record as StoredRecord);
}
