import type { ColumnSchema, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { isWellTyped } from './is-well-typed.ts';
import type { Values } from './stored-form.ts';

/**
 * Whether some given value is faulty. docs/permissions.md, "Creating", 2, and "Changing", 1: its column is covered by no
 * grant of the privilege, or does not exist, or the value breaks its column's rules. Null is a value of every type.
 */
export function hasFaultyValues(
  schema: TableSchema,
  grants: readonly TablePermission[],
  privilege: 'create' | 'write',
  values: Values,
): boolean {
  return Object.entries(values).some(([name, value]) => {
    const column = Object.hasOwn(schema.columns, name) ? schema.columns[name] : undefined;
    const isCovered = grants.some((grant) => grant.columns[privilege]?.includes(name));
    return !column || isSetByAdapter(column) || !isCovered || !(value === null || isWellTyped(column, value));
  });
}

/** "Creating", 3: the grants that cover every given column. */
export function candidatesOf(
  grants: readonly TablePermission[],
  privilege: 'create' | 'write',
  values: Values,
): readonly TablePermission[] {
  return grants.filter((grant) =>
    Object.keys(values).every((column) => grant.columns[privilege]?.includes(column)),
  );
}

/** "Creating", 5: columns that are empty but required. */
export function lacksRequired(schema: TableSchema, record: Values): boolean {
  return Object.entries(schema.columns).some(
    ([name, column]) => column.required === true && name in record && record[name] === null,
  );
}

/** "Which columns": read-only, counted and rendered ones. */
function isSetByAdapter(column: ColumnSchema): boolean {
  return (
    column.readOnly === true ||
    column.type === 'count' ||
    (column.type === 'html' && column.rendersFrom !== undefined)
  );
}
