import { badQuery, noSuchProperty } from '../request/fault.ts';
import type { ColumnDefinition } from '../schema/table-definition.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { EdmType, Scalar } from './compare.ts';

/** The rows in reach: of the query first, then of each lambda variable. */
export type Rows = readonly StoredRow[];

/** SQL's truth: null is unknown. */
export type Truth = boolean | null;
export type Predicate = (rows: Rows) => Truth;

export interface Operand {
  readonly type: EdmType;
  readonly read: (rows: Rows) => Scalar | null;
  /** The path without its last segment; two columns of one row have the same. */
  readonly owner: string;
  readonly column: ColumnDefinition;
}

export interface Variable {
  /** Null for the row of the query itself. */
  readonly name: string | null;
  readonly table: Table;
}

export interface Scope {
  readonly world: World;
  readonly variables: readonly Variable[];
}

type ReadRow = (rows: Rows) => StoredRow | null;

/** A row reached from those in scope through lookups. */
export interface ReachedRow {
  readonly table: Table;
  readonly read: ReadRow;
}

/** Follows all segments, each a single-valued navigation property, from the query's row or a variable. */
export function reachRow(scope: Scope, segments: readonly string[]): ReachedRow {
  const named = scope.variables.findIndex(({ name }) => name !== null && name === segments[0]);
  const start = Math.max(named, 0);
  let table = scope.variables[start]!.table;
  let read: ReadRow = (rows) => rows[start] ?? null;
  for (const segment of named === -1 ? segments : segments.slice(1)) {
    const navigation = table.navigations.get(segment);
    if (!navigation) throw noSuchProperty(segment, table.name);
    const target = scope.world.tableOf(navigation.target.table);
    if (!target) throw noSuchProperty(segment, table.name);
    const from = read;
    read = (rows) => {
      const value = from(rows)?.values[navigation.column];
      if (typeof value !== 'object' || value === null || value.table !== target.name) return null;
      return target.rows.get(value.id) ?? null;
    };
    table = target;
  }
  return { table, read };
}

/** The column a path ends in. */
export function bindPath(scope: Scope, segments: readonly string[]): Operand {
  const name = segments.at(-1)!;
  if (segments.length === 1 && scope.variables.some((variable) => variable.name === name)) {
    throw badQuery(`The variable '${name}' is a row; a property of it is expected.`);
  }
  const { table, read } = reachRow(scope, segments.slice(0, -1));
  const bound = bindColumn(table, name);
  return {
    ...bound,
    owner: segments.slice(0, -1).join('/'),
    read: (rows) => {
      const row = read(rows);
      return row ? bound.of(row) : null;
    },
  };
}

export interface BoundColumn {
  readonly name: string;
  readonly type: EdmType;
  readonly of: (row: StoredRow) => Scalar | null;
  readonly column: ColumnDefinition;
}

/** A property as the Web API names it: `title`, or `_customerid_value` for the id in a lookup. */
export function bindColumn(table: Table, property: string): BoundColumn {
  const lookup = /^_(.+)_value$/.exec(property)?.[1];
  const name = lookup ?? property;
  const column = table.column(name);
  if (!column || (column.type === 'lookup') !== (lookup !== undefined)) {
    throw noSuchProperty(property, table.name);
  }
  if (name === table.definition.key) return { name, type: 'Edm.Guid', column, of: (row) => row.id };
  if (name === 'versionnumber') return { name, type: 'Edm.Int64', column, of: (row) => row.version };
  return { name, type: edmTypeOf(column), column, of: (row) => scalarOf(row.values[name]) };
}

const scalarOf = (value: StoredRow['values'][string]): Scalar | null =>
  typeof value === 'object' ? (value?.id ?? null) : (value ?? null);

function edmTypeOf(column: ColumnDefinition): EdmType {
  switch (column.type) {
    case 'integer':
    case 'choice':
    case 'state':
    case 'status':
      return 'Edm.Int32';
    case 'bigint':
      return 'Edm.Int64';
    case 'decimal':
    case 'money':
      return 'Edm.Decimal';
    case 'double':
      return 'Edm.Double';
    case 'boolean':
      return 'Edm.Boolean';
    case 'datetime':
      return 'Edm.DateTimeOffset';
    case 'date':
      return 'Edm.Date';
    case 'lookup':
    case 'guid':
    case 'key':
      return 'Edm.Guid';
    default:
      return 'Edm.String';
  }
}
