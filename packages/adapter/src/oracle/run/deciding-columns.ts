import type { PermissionFilter } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Person, World } from '../world.ts';

/** `table.column` of every cell that a permission of the person, or a parent of one, looks at. */
export function decidingColumns({ config, tables }: World, person: Person): ReadonlySet<string> {
  const found = new Set<string>();
  const byId = new Map(config.tablePermissions.map((permission) => [permission.id, permission]));

  const targetOf = (table: string, lookup: string): string => {
    const column = tables.get(table)?.columns[lookup];
    return column?.type === 'lookup' ? column.target : '';
  };
  const addWhere = (table: string, where: PermissionFilter): void => {
    if (where.type === 'and' || where.type === 'or') for (const part of where.filters) addWhere(table, part);
    else if (where.type === 'condition') found.add(`${table}.${where.column}`);
    else {
      found.add(`${table}.${where.lookup}`);
      addWhere(targetOf(table, where.lookup), where.filter);
    }
  };
  const add = (permission: TablePermission): void => {
    let at = permission.table;
    for (const hop of permission.via?.split('.') ?? []) {
      found.add(`${at}.${hop}`);
      at = targetOf(at, hop);
    }
    if (permission.where) addWhere(permission.table, permission.where);
    const parent = byId.get(permission.parent ?? '');
    if (parent) add(parent);
  };

  for (const permission of config.tablePermissions) {
    if (permission.webRoles.some((role) => person.webRoles.has(role))) add(permission);
  }
  // A class of search is one of the records of an index.
  for (const { name, search } of tables.values()) if (search) found.add(`${name}.${search.visibility}`);
  return found;
}
