import { covers } from './covers.ts';
import type { Place } from './follow-lookup.ts';
import { grantsOf } from './grants.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * The columns that show in this very record, or null where the record is not visible. docs/permissions.md, "Which
 * columns": a cell shows through one permission that covers both record and column; `id` wherever the record does.
 */
export function readableColumns(view: Viewpoint, place: Place): ReadonlySet<string> | null {
  const known = view.seen.get(place.record);
  if (known !== undefined) return known;
  const covering = grantsOf(view, place.table, 'read').filter((grant) => covers(view, grant, place));
  const readable =
    covering.length === 0 ? null : new Set(['id', ...covering.flatMap((grant) => grant.columns.read ?? [])]);
  view.seen.set(place.record, readable);
  return readable;
}

/** "Reading", 1: a record is visible where some `read` grant covers it. */
export function isVisible(view: Viewpoint, place: Place): boolean {
  return readableColumns(view, place) !== null;
}

export function isReadable(view: Viewpoint, place: Place, column: string): boolean {
  return readableColumns(view, place)?.has(column) ?? false;
}

/** "Which problem when": a table of which the subject can read nothing does not exist for reading. */
export function isReadableTable(view: Viewpoint, table: string): boolean {
  return view.tables.has(table) && grantsOf(view, table, 'read').length > 0;
}

/**
 * "Which columns": a column that is covered in no permission the subject holds does not exist for it. `id` is known
 * to all who may read the table.
 */
export function isKnownColumn(view: Viewpoint, table: string, column: string): boolean {
  const grants = grantsOf(view, table, 'read');
  if (column === 'id') return grants.length > 0;
  const schema = view.tables.get(table);
  return (
    schema !== undefined &&
    Object.hasOwn(schema.columns, column) &&
    grants.some((grant) => grant.columns.read?.includes(column))
  );
}
