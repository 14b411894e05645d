import type { PermissionFilter } from '@portico/protocol';
import { followLookup, type Place } from './follow-lookup.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * Whether a permission's `where` is true of a record. docs/permissions.md, "`where`": only `and`, `or`, `eq`, `in` and
 * related records, which must exist. Nobody's reading rights play a part: this is the operator's condition.
 */
export function whereHolds(view: Viewpoint, where: PermissionFilter, place: Place): boolean {
  switch (where.type) {
    case 'and':
      return where.filters.every((filter) => whereHolds(view, filter, place));
    case 'or':
      return where.filters.some((filter) => whereHolds(view, filter, place));
    case 'related': {
      const target = followLookup(view, place, where.lookup);
      return target !== null && whereHolds(view, where.filter, target);
    }
    case 'condition': {
      const cell = place.record[where.column] ?? null;
      if (cell === null) return false;
      return Array.isArray(where.value) ? where.value.includes(cell) : where.value === cell;
    }
  }
}
