import type { PermissionFilter } from '@portico/protocol';
import type { World } from '../../world.ts';

/** Names of columns, of whatever table, that some permission looks at, or that say in which index a record is. */
export function columnsThatDecide(world: World): ReadonlySet<string> {
  return new Set([
    ...world.config.tablePermissions.flatMap(({ via = '', where }) => [
      ...via.split('.'),
      ...(where ? columnsIn(where) : []),
    ]),
    ...[...world.tables.values()].flatMap(({ search }) => search?.visibility ?? []),
  ]);
}

function columnsIn(where: PermissionFilter): readonly string[] {
  switch (where.type) {
    case 'and':
    case 'or':
      return where.filters.flatMap(columnsIn);
    case 'related':
      return [where.lookup, ...columnsIn(where.filter)];
    case 'condition':
      return [where.column];
  }
}
