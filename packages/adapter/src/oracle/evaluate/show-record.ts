import type { CellValue, ColumnSchema, LookupValue, StoredValue } from '@portico/protocol';
import type { ShownRecord } from '../question.ts';
import { followLookup, type Place } from './follow-lookup.ts';
import { isReadable, readableColumns } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';

/** What of a record is asked for. */
export interface Wish {
  /** Absent: every column. */
  readonly select?: readonly string[];
  readonly expand?: readonly string[];
}

/** A record as this person sees it, or null where it is not visible. docs/permissions.md, "Reading", 1 to 5. */
export function showRecord(view: Viewpoint, place: Place, wish: Wish = {}): ShownRecord | null {
  return show(view, place, wish, countColumn);
}

/** Longest label. */
const MAX_LABEL = 200;

type Count = (view: Viewpoint, place: Place, column: ColumnSchema & { readonly type: 'count' }) => number;

/** `count` is null inside an expanded record, which has no count columns. */
function show(view: Viewpoint, place: Place, wish: Wish, count: Count | null): ShownRecord | null {
  const readable = readableColumns(view, place);
  if (!readable) return null;
  const shown: Record<string, CellValue> = { id: place.record.id };
  for (const [name, column] of Object.entries(view.tables.get(place.table)?.columns ?? {})) {
    if (!readable.has(name) || !isAsked(wish, name)) continue;
    const cell = place.record[name] ?? null;
    if (column.type === 'count') {
      if (count) shown[name] = count(view, place, column);
    } else if (column.type === 'lookup') {
      shown[name] = showLookup(view, place, name, column.target, cell, wish.expand?.includes(name) ?? false);
    } else {
      shown[name] = cell;
    }
  }
  return shown;
}

/** `select` chooses; a lookup that is expanded shows even where it does not name it. */
function isAsked({ select, expand }: Wish, column: string): boolean {
  return !select || select.includes(column) || (expand?.includes(column) ?? false);
}

/**
 * "Reading", 3 and 4: the label is the title of the record pointed to, where that may be read; expanded, the record
 * itself stands beside it, under the grants of its own table. A target that is not visible, or gone, is only named.
 */
function showLookup(
  view: Viewpoint,
  place: Place,
  lookup: string,
  table: string,
  id: StoredValue,
  expanded: boolean,
): LookupValue | null {
  if (typeof id !== 'string') return null;
  const target = followLookup(view, place, lookup);
  if (!target) return { id, table, label: null };
  const title = view.tables.get(table)?.title ?? '';
  const cell = isReadable(view, target, title) ? (target.record[title] ?? null) : null;
  const label = cell === null ? null : String(cell).slice(0, MAX_LABEL);
  const record = expanded ? show(view, target, {}, null) : null;
  // Inside an answer of the oracle a record has no ETag, wherever it stands.
  return record ? ({ id, table, label, record } as unknown as LookupValue) : { id, table, label };
}

/**
 * "Reading", 5: the records of the other table that point here and that this person may read, through a grant that
 * covers the lookup by which they point, too.
 */
function countColumn(
  view: Viewpoint,
  place: Place,
  column: ColumnSchema & { readonly type: 'count' },
): number {
  let count = 0;
  for (const record of view.records.get(column.of)?.values() ?? []) {
    if (record[column.lookup] !== place.record.id) continue;
    if (isReadable(view, { table: column.of, record }, column.lookup)) count += 1;
  }
  return count;
}
