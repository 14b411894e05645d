import type { Site, TablePermission } from '@portico/adapter';
import type { PermissionFilter, StoredValue } from '@portico/protocol';

/** What decides, by the table permissions, who may do what with the records of one table. */
export interface Deciding {
  /** Choice and boolean columns, with the values that permissions name, those of the most open permissions first. */
  readonly values: ReadonlyMap<string, ReadonlySet<StoredValue>>;
  /** Lookups by which permissions go on to other records. */
  readonly lookups: ReadonlySet<string>;
}

interface Collected extends Deciding {
  readonly values: Map<string, Set<StoredValue>>;
  readonly lookups: Set<string>;
}

/** By table; one that nothing is said of is absent. */
export function decidingColumns(site: Site): ReadonlyMap<string, Deciding> {
  const found = new Map<string, Collected>();
  const of = (table: string): Collected => {
    const known = found.get(table) ?? { values: new Map(), lookups: new Set() };
    found.set(table, known);
    return known;
  };
  const targetOf = (table: string, lookup: string) => {
    const column = site.tables.get(table)?.columns[lookup];
    return column?.type === 'lookup' ? column.target : null;
  };
  const readWhere = (table: string, where: PermissionFilter): void => {
    if (where.type === 'and' || where.type === 'or') {
      for (const part of where.filters) readWhere(table, part);
    } else if (where.type === 'related') {
      of(table).lookups.add(where.lookup);
      const target = targetOf(table, where.lookup);
      if (target !== null) readWhere(target, where.filter);
    } else {
      const { values } = of(table);
      const named = values.get(where.column) ?? new Set();
      for (const value of [where.value].flat()) named.add(value);
      values.set(where.column, named);
    }
  };
  for (const permission of site.config.tablePermissions.toSorted((a, b) => openness(b) - openness(a))) {
    let table: string | null = permission.table;
    for (const lookup of permission.via?.split('.') ?? []) {
      if (table === null) break;
      of(table).lookups.add(lookup);
      table = targetOf(table, lookup);
    }
    if (permission.where) readWhere(permission.table, permission.where);
  }
  return found;
}

/** How many people a permission lets see something. */
function openness({ webRoles, privileges }: TablePermission): number {
  const reads = privileges.includes('read') ? 3 : 0;
  if (webRoles.includes('anonymous')) return reads + 2;
  return webRoles.includes('authenticated') ? reads + 1 : reads;
}
