import type { StoredRecord } from '@portico/protocol';
import { recordOf, type Viewpoint } from './viewpoint.ts';

/** A record together with the table it is in. */
export interface Place {
  readonly table: string;
  readonly record: StoredRecord;
}

/** The table that a lookup column points to; null where the column is no lookup. */
export function targetOf(view: Viewpoint, table: string, lookup: string): string | null {
  const column = view.tables.get(table)?.columns[lookup];
  return column?.type === 'lookup' ? column.target : null;
}

/** The existing record that a lookup points to; null where the lookup is empty or its record is gone. */
export function followLookup(view: Viewpoint, from: Place, lookup: string): Place | null {
  const table = targetOf(view, from.table, lookup);
  const id = from.record[lookup];
  if (table === null || typeof id !== 'string') return null;
  const record = recordOf(view, table, id);
  return record ? { table, record } : null;
}

/**
 * Where a `via` path ends: the id in its last lookup. docs/permissions.md, "Paths": every lookup but the last leads
 * to a record; an empty lookup anywhere, or one on the way to a record that is gone, ends nowhere.
 */
export function endOfPath(view: Viewpoint, from: Place, via: string): string | null {
  const lookups = via.split('.');
  const last = lookups.pop() as string;
  let place: Place | null = from;
  for (const lookup of lookups) {
    place = followLookup(view, place, lookup);
    if (!place) return null;
  }
  const id = place.record[last];
  return typeof id === 'string' ? id : null;
}
