import { createHash } from 'node:crypto';
import type { Projection } from '@portico/adapter/store';
import type { CellValue, LookupValue, StoredValue, TableRecord } from '@portico/protocol';
import type { ReadRecord } from './select-projection.ts';

export function presentRead(read: ReadRecord, projection: Projection): TableRecord {
  const readable = (column: string) => read.grants.some((grant) => grant.columns.has(column));
  const record: Record<string, CellValue> = { id: read.record.id, etag: etagOf(read) };
  for (const column of projection.select) {
    if (column === 'id' || !readable(column)) continue;
    const count = read.counts.get(column);
    const value = count ?? read.record[column] ?? null;
    const lookup = projection.lookups.find((plan) => plan.column === column);
    record[column] = lookup && value !== null ? lookupValue(String(value), lookup, read) : value;
  }
  return record as unknown as TableRecord;
}

function lookupValue(id: string, lookup: Projection['lookups'][number], read: ReadRecord): LookupValue {
  const value = { id, table: lookup.target.name, label: read.labels.get(lookup.column) ?? null };
  const target = lookup.expand && read.expanded.get(lookup.column);
  return target && lookup.expand ? { ...value, record: presentRead(target, lookup.expand) } : value;
}

export function etagOf(read: ReadRecord): string {
  const cells = Object.entries(read.record)
    .filter(([column]) => read.grants.some((grant) => grant.columns.has(column)))
    .sort(([one], [other]) => (one < other ? -1 : 1)) as [string, StoredValue][];
  return createHash('sha256').update(JSON.stringify(cells)).digest('base64url').slice(0, 22);
}
