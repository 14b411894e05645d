import { and, EVERYTHING, type Filter, NOTHING, not, or, type StoredValue } from '@portico/protocol';
import { conditionHolds } from './condition-holds.ts';

/**
 * What is left of a filter for records of which one cell is known: conditions on `column` become
 * `everything` or `nothing`, all others stay. Related records are other records, so nothing is known of
 * theirs.
 */
export function specialise(filter: Filter, column: string, value: StoredValue): Filter {
  switch (filter.type) {
    case 'and':
      return and(...filter.filters.map((part) => specialise(part, column, value)));
    case 'or':
      return or(...filter.filters.map((part) => specialise(part, column, value)));
    case 'not':
      return not(specialise(filter.filter, column, value));
    case 'condition':
      if (filter.column !== column) return filter;
      return conditionHolds(filter, value) ? EVERYTHING : NOTHING;
    default:
      return filter;
  }
}
