import type { ColumnSchema } from '@portico/protocol';

/** Whether a request may ever give this column a value: not where the adapter sets it alone. */
export function isSettable(column: ColumnSchema): boolean {
  if (column.type === 'count' || column.readOnly) return false;
  return !(column.type === 'html' && column.rendersFrom !== undefined);
}
