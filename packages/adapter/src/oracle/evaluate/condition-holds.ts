import type { Condition, StoredValue } from '@portico/protocol';

/**
 * Whether a condition holds of a cell: the table of operators in docs/permissions.md, "What filters mean". Every
 * operator but `is_null` is false of an empty cell; comparing with null holds nowhere; nothing is converted.
 */
export function conditionHolds(condition: Condition, cell: StoredValue): boolean {
  const { operator, value } = condition;
  if (operator === 'is_null') return (cell === null) === value;
  if (cell === null || value === null) return false;
  switch (operator) {
    case 'eq':
      return cell === value;
    case 'ne':
      return typeof cell === typeof value && cell !== value;
    case 'in':
      return Array.isArray(value) && value.includes(cell);
    case 'contains':
      return isText(cell) && isText(value) && folded(cell).includes(folded(value));
    case 'starts_with':
      return isText(cell) && isText(value) && folded(cell).startsWith(folded(value));
    case 'lt':
      return inOrder(cell, value) && cell < value;
    case 'le':
      return inOrder(cell, value) && cell <= value;
    case 'gt':
      return inOrder(cell, value) && cell > value;
    case 'ge':
      return inOrder(cell, value) && cell >= value;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function inOrder(cell: StoredValue, value: unknown): value is NonNullable<StoredValue> {
  return typeof cell === typeof value && (typeof cell === 'number' || typeof cell === 'string');
}

/** "both in Unicode NFC and lower case" */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
