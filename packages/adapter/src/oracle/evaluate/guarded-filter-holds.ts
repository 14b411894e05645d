import type { Condition, Filter } from '@portico/protocol';
import { conditionHolds } from './condition-holds.ts';
import { followLookup, type Place } from './follow-lookup.ts';
import { isReadable, isVisible } from './readable.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * Whether a visitor's filter holds of a visible record. docs/permissions.md, "Visitors' filters, sort and search": a
 * condition holds only where its cell may be read; a related filter needs the lookup to be readable and its target
 * to be visible; `not` is applied after that.
 */
export function guardedFilterHolds(view: Viewpoint, filter: Filter, place: Place): boolean {
  switch (filter.type) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'and':
      return filter.filters.every((part) => guardedFilterHolds(view, part, place));
    case 'or':
      return filter.filters.some((part) => guardedFilterHolds(view, part, place));
    case 'not':
      return !guardedFilterHolds(view, filter.filter, place);
    case 'related': {
      if (!isReadable(view, place, filter.lookup)) return false;
      const target = followLookup(view, place, filter.lookup);
      return target !== null && isVisible(view, target) && guardedFilterHolds(view, filter.filter, target);
    }
    case 'condition':
      return (
        isReadable(view, place, filter.column) &&
        conditionHolds(inUtc(view, place.table, filter), place.record[filter.column] ?? null)
      );
  }
}

/** "Times may be in any zone": they are compared as they are stored. */
function inUtc(view: Viewpoint, table: string, condition: Condition): Condition {
  if (view.tables.get(table)?.columns[condition.column]?.type !== 'datetime') return condition;
  const { value } = condition;
  return { ...condition, value: Array.isArray(value) ? value.map(momentInUtc) : momentInUtc(value) };
}

function momentInUtc<V>(value: V): V | string {
  return typeof value === 'string' ? new Date(value).toISOString() : value;
}
