import type { Filter, StoredRecord } from '@portico/protocol';
import { conditionHolds } from './condition-holds.ts';

/**
 * Finds the record a lookup points to, with the way on from there; null when the cell is empty or the
 * record does not exist.
 */
export type Follow = (record: StoredRecord, lookup: string) => Followed | null;

export interface Followed {
  readonly record: StoredRecord;
  /** For the lookups of the table this record is of. */
  readonly follow: Follow;
}

/**
 * What a filter means. This is the reference: a store that translates filters must agree with it on every
 * record, and proves so through the store contract. Logic is two-valued: a condition holds or it does not,
 * and `not` turns one into the other, also on empty cells.
 */
export function matches(filter: Filter, record: StoredRecord, follow: Follow): boolean {
  switch (filter.type) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'and':
      return filter.filters.every((part) => matches(part, record, follow));
    case 'or':
      return filter.filters.some((part) => matches(part, record, follow));
    case 'not':
      return !matches(filter.filter, record, follow);
    case 'related': {
      const target = follow(record, filter.lookup);
      return target !== null && matches(filter.filter, target.record, target.follow);
    }
    case 'condition':
      return conditionHolds(filter, Object.hasOwn(record, filter.column) ? record[filter.column] : null);
  }
}
