import type { StoredRecord, StoredValue } from '@portico/protocol';
import type { TableMapping, UniqueKey } from './table-mapping.ts';
import type { RawRow } from './to-row.ts';

/**
 * What goes into the key columns of a record: for each set of columns that is unique, the SHA-256 of its values as
 * canonical JSON, in hexadecimal; null where one is empty, as null equals nothing. Only the sets that these columns
 * touch.
 */
export async function uniqueValues(
  record: StoredRecord,
  mapping: TableMapping,
  columns?: ReadonlySet<string>,
): Promise<RawRow> {
  const touched = (mapping.unique ?? []).filter(
    (set) => !columns || set.columns.some((one) => columns.has(one)),
  );
  return Object.fromEntries(
    await Promise.all(touched.map(async (set) => [set.name, await uniqueValue(record, set)] as const)),
  );
}

export async function uniqueValue(record: StoredRecord, { columns }: UniqueKey): Promise<string | null> {
  const values: StoredValue[] = columns.map((name) => record[name] ?? null);
  if (values.includes(null)) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(values)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
