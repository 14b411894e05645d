import type { PermissionFilter } from '@portico/protocol';
import type { World } from '../../world.ts';

/**
 * Columns, as `table.column`, that some permission looks at, or that say in which index a record is: a cell in one may
 * change what is seen without being seen itself.
 */
export function columnsThatDecide(world: World): ReadonlySet<string> {
  return new Set([
    ...world.config.tablePermissions.flatMap(({ table, via, where }) => [
      ...(via ? columnsOnPath(world, table, via.split('.')) : []),
      ...(where ? columnsIn(world, table, where) : []),
    ]),
    ...[...world.tables.values()].flatMap(({ name, search }) =>
      search ? [`${name}.${search.visibility}`] : [],
    ),
  ]);
}

function columnsOnPath(world: World, table: string, [lookup, ...rest]: readonly string[]): readonly string[] {
  if (lookup === undefined) return [];
  return [`${table}.${lookup}`, ...columnsOnPath(world, targetOf(world, table, lookup), rest)];
}

function columnsIn(world: World, table: string, where: PermissionFilter): readonly string[] {
  switch (where.type) {
    case 'and':
    case 'or':
      return where.filters.flatMap((filter) => columnsIn(world, table, filter));
    case 'related': {
      const target = targetOf(world, table, where.lookup);
      return [`${table}.${where.lookup}`, ...columnsIn(world, target, where.filter)];
    }
    case 'condition':
      return [`${table}.${where.column}`];
  }
}

function targetOf(world: World, table: string, lookup: string): string {
  const column = world.tables.get(table)?.columns[lookup];
  return column?.type === 'lookup' ? column.target : '';
}
