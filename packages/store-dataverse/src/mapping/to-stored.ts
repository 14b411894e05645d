import { isStored, type StoredRecord, type StoredValue, type TableSchema } from '@portico/protocol';
import { readCell } from './read-cell.ts';
import type { Mappings, TableMapping } from './table-mapping.ts';

/**
 * A row of Dataverse as a record of ours, complete: every stored column, or those asked for. The row was read with
 * {@link selectOf}, with the annotations of its lookups, and {@link isRecord} holds.
 */
export function toStored(
  row: Readonly<Record<string, unknown>>,
  table: TableSchema,
  mappings: Mappings,
  columns: Iterable<string> = Object.keys(table.columns),
): StoredRecord {
  const mapping = mappings[table.name] as TableMapping;
  const id = row[mapping.key];
  if (typeof id !== 'string') throw new Error(`A row of ${table.name} came without its key.`);
  const record: { id: string; [column: string]: StoredValue } = { id: id.toLowerCase() };
  for (const name of columns) {
    const schema = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    const column = Object.hasOwn(mapping.columns, name) ? mapping.columns[name] : undefined;
    if (schema && column && isStored(schema)) record[name] = readCell(row, schema, column, mappings);
  }
  return record;
}
