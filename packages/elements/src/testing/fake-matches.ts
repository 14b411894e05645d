import { type Filter, foldText, isLookupValue, type StoredValue, type TableRecord } from '@portico/protocol';

/** Whether a record of the fake client meets a filter; the part of the adapter's meaning that widgets use. */
export function fakeMatches(
  filter: Filter,
  record: TableRecord,
  find: (table: string, id: string) => TableRecord | undefined,
): boolean {
  switch (filter.type) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'and':
      return filter.filters.every((inner) => fakeMatches(inner, record, find));
    case 'or':
      return filter.filters.some((inner) => fakeMatches(inner, record, find));
    case 'not':
      return !fakeMatches(filter.filter, record, find);
    case 'related': {
      const value = record[filter.lookup];
      const target = isLookupValue(value) ? find(value.table, value.id) : undefined;
      return target !== undefined && fakeMatches(filter.filter, target, find);
    }
    default: {
      const cell = record[filter.column];
      const actual = isLookupValue(cell) ? cell.id : (cell ?? null);
      return compare(actual, filter.operator, filter.value);
    }
  }
}

function compare(
  actual: StoredValue,
  operator: string,
  expected: StoredValue | readonly StoredValue[],
): boolean {
  if (operator === 'is_null') return (actual === null) === expected;
  if (actual === null || expected === null) return false;
  if (operator === 'in') return (expected as readonly StoredValue[]).includes(actual);
  const text = foldText(String(actual));
  const other = foldText(String(expected));
  switch (operator) {
    case 'eq':
      return actual === expected;
    case 'ne':
      return actual !== expected;
    case 'lt':
      return actual < (expected as typeof actual);
    case 'le':
      return actual <= (expected as typeof actual);
    case 'gt':
      return actual > (expected as typeof actual);
    case 'ge':
      return actual >= (expected as typeof actual);
    case 'contains':
      return text.includes(other);
    default:
      return text.startsWith(other);
  }
}
