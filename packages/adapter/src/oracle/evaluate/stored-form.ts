import type { ColumnSchema, StoredValue, TableSchema } from '@portico/protocol';
import { isWellTyped } from './is-well-typed.ts';

/** Given values, by column. */
export type Values = Readonly<Record<string, StoredValue>>;

/**
 * Given values in the form they are stored in. docs/permissions.md, "Creating", 2: blank text is empty, addresses are
 * trimmed, lines end in a line feed, times are UTC to the millisecond. HTML is left as it is: ask the oracle only about what needs no sanitizing.
 */
export function storedForm(schema: TableSchema, given: Values): Values {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' && Object.hasOwn(schema.columns, name)
        ? formOf(schema.columns[name] as ColumnSchema, value)
        : value,
    ]),
  );
}

function formOf(column: ColumnSchema, value: string): StoredValue {
  if (column.type === 'text') {
    if (value.trim() === '') return null;
    if (column.format === 'multiline') return value.replaceAll(/\r\n?/g, '\n');
    return column.format === 'email' || column.format === 'url' ? value.trim() : value;
  }
  if (column.type === 'datetime' && isWellTyped(column, value)) return new Date(value).toISOString();
  return value;
}
