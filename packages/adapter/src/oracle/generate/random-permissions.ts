import { PRIVILEGES, type Privilege, type TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Random } from '../../store/contract/random.ts';
import type { Material } from './cell-values.ts';
import { lookupPaths } from './lookup-paths.ts';
import { randomWhere } from './random-where.ts';

type Tables = ReadonlyMap<string, TableSchema>;
type Access = Pick<TablePermission, 'access' | 'via' | 'parent'>;

/** Web roles beside the built-in ones. */
export const ROLES = ['r1', 'r2', 'r3'] as const;

const LIKELY: Readonly<Record<Privilege, number>> = {
  read: 0.75,
  create: 0.45,
  write: 0.45,
  delete: 0.3,
  append: 0.45,
  append_to: 0.5,
};

/**
 * Table permissions of every access type, whose column lists overlap and whose parents form chains. In rounds,
 * so that a chain can go through any table, and later ones through earlier ones of the same table.
 */
export function randomPermissions(random: Random, tables: Tables, material: Material): TablePermission[] {
  const permissions: TablePermission[] = [];
  for (let round = 0; round < 3; round++) {
    for (const table of tables.values()) {
      const count = round === 0 ? 1 : random.below(3);
      for (let made = 0; made < count; made++) {
        const id = `${table.name}-${permissions.length + 1}`;
        permissions.push(randomPermission(random, id, table, tables, permissions, material));
      }
    }
  }
  return permissions;
}

function randomPermission(
  random: Random,
  id: string,
  table: TableSchema,
  tables: Tables,
  earlier: readonly TablePermission[],
  material: Material,
): TablePermission {
  const privileges = PRIVILEGES.filter((privilege) => random.chance(LIKELY[privilege]));
  if (privileges.length === 0) privileges.push('read');
  const where = random.chance(0.4) ? randomWhere(random, table, tables, material) : null;
  const permission: TablePermission = {
    id,
    table: table.name,
    webRoles: randomRoles(random),
    ...random.pick(accessesOf(random, table, tables, earlier)),
    ...(where && { where }),
    privileges,
    columns: {
      ...(privileges.includes('read') && { read: columnsOf(random, table, 'read') }),
      ...(privileges.includes('create') && { create: columnsOf(random, table, 'create') }),
      ...(privileges.includes('write') && { write: columnsOf(random, table, 'write') }),
    },
  };
  return table.search && random.chance(0.3) ? wholeClass(random, table, permission) : permission;
}

/** Every record of one class of search, as articles are published: in all indexed columns, or in all but one. */
function wholeClass(random: Random, table: TableSchema, permission: TablePermission): TablePermission {
  const { search } = table;
  const column = table.columns[search?.visibility ?? ''];
  if (!search || column?.type !== 'choice') return permission;
  const { via: _via, parent: _parent, ...rest } = permission;
  const indexed = Object.keys(search.weights);
  const hidden = random.chance(0.3) ? random.pick(indexed) : null;
  const read = [...new Set([...(permission.columns.read ?? []), ...indexed])].filter(
    (name) => name !== hidden,
  );
  return {
    ...rest,
    access: 'global',
    where: {
      type: 'condition',
      column: search.visibility,
      operator: 'eq',
      value: random.pick(column.choices).value,
    },
    privileges: [...new Set([...permission.privileges, 'read' as const])],
    columns: { ...permission.columns, read },
  };
}

function randomRoles(random: Random): string[] {
  const roles = random.some(['anonymous', 'authenticated', ...ROLES], 0.4);
  return roles.length > 0 ? roles : [random.pick(ROLES)];
}

/** One access of each kind that the table allows, with paths and parents picked. */
function accessesOf(
  random: Random,
  table: TableSchema,
  tables: Tables,
  earlier: readonly TablePermission[],
): Access[] {
  const found: Access[] = [{ access: 'global' }];
  if (table.name === 'contact') found.push({ access: 'self' }, { access: 'contact' });
  if (table.name === 'account') found.push({ access: 'account' });
  for (const access of ['contact', 'account'] as const) {
    const paths = lookupPaths(tables, table.name, access, 3);
    const short = paths.filter((path) => !path.includes('.'));
    if (short.length > 0) found.push({ access, via: random.pick(short) });
    if (paths.length > 0) found.push({ access, via: random.pick(paths) });
  }
  const chains = Object.entries(table.columns).flatMap(([via, column]) => {
    const parents = earlier.filter(({ table: name }) => column.type === 'lookup' && name === column.target);
    return parents.map(({ id }): Access => ({ access: 'parent', via, parent: id }));
  });
  if (chains.length > 0) found.push(random.pick(chains), random.pick(chains));
  return found;
}

function columnsOf(random: Random, table: TableSchema, privilege: 'read' | 'create' | 'write'): string[] {
  const names = Object.entries(table.columns)
    .filter(([, column]) =>
      privilege === 'read' ? column.classification !== 'secret' : !column.readOnly && column.type !== 'count',
    )
    .map(([name]) => name);
  const share = random.pick([0.4, 0.6, 0.9]);
  const required = names.filter((name) => privilege === 'create' && table.columns[name]?.required);
  return [...new Set([...random.some(names, share), ...(random.chance(0.8) ? required : [])])];
}
