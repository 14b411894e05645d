import type { ColumnSchema, Privilege, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Person, World } from '../world.ts';

/**
 * The permissions on a table that a person holds and that grant the privilege. Only what to ask is chosen by
 * this; what must come back is for the evaluator to say.
 */
export function heldPermissions(
  { config }: World,
  person: Person,
  table: string,
  privilege: Privilege,
): readonly TablePermission[] {
  return config.tablePermissions.filter(
    (permission) =>
      permission.table === table &&
      permission.privileges.includes(privilege) &&
      permission.webRoles.some((role) => person.webRoles.has(role)),
  );
}

/** Columns that some held permission lists under `read`. */
export function listedColumns(world: World, person: Person, table: TableSchema): [string, ColumnSchema][] {
  const names = new Set(
    heldPermissions(world, person, table.name, 'read').flatMap(({ columns }) => columns.read ?? []),
  );
  return Object.entries(table.columns).filter(([name]) => names.has(name));
}

/** Tables on which the person holds the privilege. */
export function tablesWith(world: World, person: Person, privilege: Privilege): TableSchema[] {
  return [...world.tables.values()].filter(
    ({ name }) => heldPermissions(world, person, name, privilege).length > 0,
  );
}
