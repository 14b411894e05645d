import type { StoredRecord, StoredValue } from '@portico/protocol';
import type { Mappings, TableMapping } from './table-mapping.ts';

/**
 * A record as it will be read again: whole seconds, no empty text, nothing in what Dataverse computes. Moments that
 * Dataverse sets by itself are as given, to the second.
 * Values that cannot be kept at all are left for {@link toRow} to refuse, where they are written.
 */
export function asKept(record: StoredRecord, table: string, mappings: Mappings): StoredRecord {
  const mapping = mappings[table] as TableMapping;
  const kept: { id: string; [column: string]: StoredValue } = { id: record.id };
  for (const [name, column] of Object.entries(mapping.columns)) {
    const value = record[name] ?? null;
    if (value === '') kept[name] = null;
    else if (column.kind === 'datetime' && typeof value === 'string')
      kept[name] = `${value.slice(0, 19)}.000Z`;
    else if ((column.kind === 'integer' || column.kind === 'decimal') && column.computed) kept[name] = null;
    else if (column.kind === 'lookup' && value === column.required?.placeholder) kept[name] = null;
    else kept[name] = value;
  }
  return kept;
}
