import type { TableSchema } from '@portico/protocol';

/**
 * The last number given in each numbered column, one row a column: a table of the store's own. A write that
 * gives a number changes this row under its version, so two processes never give the same one.
 */
export const NUMBER_COUNTER: TableSchema = {
  name: 'number_counter',
  label: 'Number counter',
  pluralLabel: 'Number counters',
  title: 'name',
  columns: {
    name: { type: 'text', label: 'Column', maxLength: 200, classification: 'internal', required: true },
    last: { type: 'integer', label: 'Last number', classification: 'internal', required: true },
  },
};

/** The name of the counter of a column. */
export function counterName(table: string, column: string): string {
  return `${table}.${column}`;
}
