import type { Sort, StoredValue } from '@portico/protocol';
import type { Place } from './follow-lookup.ts';
import { isReadable } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * Records of one table in the order asked for. docs/permissions.md, "Sort": a cell that may not be read sorts as
 * empty, empty cells come last in both directions, ties fall to the id (ascending, whatever the direction).
 */
export function inOrder(view: Viewpoint, places: readonly Place[], sort: readonly Sort[]): readonly Place[] {
  return places
    .map((place) => ({ place, cells: sort.map(({ column }) => shownCell(view, place, column)) }))
    .sort((a, b) => {
      for (const [index, { direction }] of sort.entries()) {
        const order = compareCells(a.cells[index] ?? null, b.cells[index] ?? null, direction);
        if (order !== 0) return order;
      }
      return compareValues(a.place.record.id, b.place.record.id);
    })
    .map(({ place }) => place);
}

function shownCell(view: Viewpoint, place: Place, column: string): StoredValue {
  return isReadable(view, place, column) ? (place.record[column] ?? null) : null;
}

function compareCells(a: StoredValue, b: StoredValue, direction: Sort['direction']): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return direction === 'asc' ? compareValues(a, b) : compareValues(b, a);
}

/** Numbers by size, false before true, everything else as text by code points: by what is stored, not by labels. */
function compareValues(a: NonNullable<StoredValue>, b: NonNullable<StoredValue>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return Number(a) - Number(b);
}

/** UTF-16 order differs from the order of code points only where surrogates meet characters above U+D7FF. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const left = [...a];
  const right = [...b];
  const index = left.findIndex((character, at) => character !== right[at]);
  if (index === -1) return -1;
  if (right[index] === undefined) return 1;
  return (left[index]?.codePointAt(0) ?? 0) - (right[index].codePointAt(0) ?? 0);
}
