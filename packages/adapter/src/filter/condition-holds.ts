import { type Condition, foldText, type StoredValue } from '@portico/protocol';
import { compareValues } from './compare-values.ts';

/**
 * Whether one condition holds for a cell. An empty cell (null or absent) satisfies nothing but `is_null`,
 * and a condition that compares with null holds nowhere. Values of different types are never equal and
 * never in order: a cell is not converted to fit.
 */
export function conditionHolds(condition: Condition, cell: StoredValue | undefined): boolean {
  const { operator, value } = condition;
  const empty = cell === null || cell === undefined;
  if (operator === 'is_null') return value === empty;
  if (empty) return false;
  if (operator === 'in') return isList(value) && value.some((entry) => entry !== null && entry === cell);
  if (value === null || isList(value) || typeof value !== typeof cell) return false;
  switch (operator) {
    case 'eq':
      return cell === value;
    case 'ne':
      return cell !== value;
    case 'lt':
      return compareValues(cell, value) < 0;
    case 'le':
      return compareValues(cell, value) <= 0;
    case 'gt':
      return compareValues(cell, value) > 0;
    case 'ge':
      return compareValues(cell, value) >= 0;
    case 'contains':
      return foldText(String(cell)).includes(foldText(String(value)));
    case 'starts_with':
      return foldText(String(cell)).startsWith(foldText(String(value)));
  }
}

function isList(value: Condition['value']): value is readonly StoredValue[] {
  return Array.isArray(value);
}
