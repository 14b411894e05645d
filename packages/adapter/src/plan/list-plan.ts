import {
  type ColumnSchema,
  DEFAULT_LIMIT,
  EVERYTHING,
  MAX_LIMIT,
  ProtocolError,
  RECORD_ID,
  type RecordQuery,
  type Sort,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { guard } from '../filter/guard.ts';
import { simplify } from '../filter/simplify.ts';
import { readableWhere } from '../permissions/readable-where.ts';
import { checkFilter, guardScope } from './check-filter.ts';
import type { GetPlan, Grant, ListPlan, Position, SortKey } from './plan.ts';
import { checkId, type Planning, readableTable } from './planning.ts';
import { type ProjectionRequest, projectionOf, readableColumn } from './projection.ts';

const MAX_SORT = 3;

export function listPlan(
  planning: Planning,
  name: string,
  query: RecordQuery,
  after: Position | null,
): ListPlan {
  const { table, grants } = readableTable(planning, name);
  const limit = query.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw new ProtocolError('invalid_parameter', `The limit is a whole number from 1 to ${MAX_LIMIT}.`);
  const sort = sortKeys(table, grants, query.sort ?? []);
  return {
    type: 'list',
    projection: projectionOf(planning, table, grants, query),
    where: query.filter
      ? simplify(guard(checkFilter(planning, table, query.filter), guardScope(planning, table)))
      : EVERYTHING,
    sort,
    limit,
    after: after && checkPosition(after, sort, table),
    count: query.count ?? false,
  };
}

export function getPlan(
  planning: Planning,
  name: string,
  id: string,
  request: ProjectionRequest = {},
): GetPlan {
  const { table, grants } = readableTable(planning, name);
  checkId(id);
  return { type: 'get', projection: projectionOf(planning, table, grants, request), id };
}

function sortKeys(table: TableSchema, grants: readonly Grant[], sorts: readonly Sort[]): readonly SortKey[] {
  if (sorts.length > MAX_SORT)
    throw new ProtocolError('invalid_parameter', `Sort by at most ${MAX_SORT} columns.`);
  return sorts.map(({ column: name, direction }, index) => {
    if (name !== 'id' && !isSortable(readableColumn(table, grants, name)))
      throw new ProtocolError('invalid_parameter', `Records cannot be sorted by "${name}".`);
    if (sorts.findIndex((sort) => sort.column === name) !== index)
      throw new ProtocolError('invalid_parameter', `The sort names "${name}" twice.`);
    return { column: name, direction, readable: readableWhere(grants, name) };
  });
}

/** Long texts would make cursors as long; counts are not stored. */
function isSortable(column: ColumnSchema): boolean {
  if (column.type === 'text') return column.format !== 'multiline';
  return column.type !== 'html' && column.type !== 'count';
}

/** A position comes back from the client, so it is checked like any other value. */
function checkPosition(position: Position, sort: readonly SortKey[], table: TableSchema): Position {
  const fits =
    RECORD_ID.test(position.id) &&
    position.values.length === sort.length &&
    sort.every((key, index) => fitsKey(position.values[index], key, table));
  if (!fits) throw new ProtocolError('invalid_cursor');
  return position;
}

/** By type alone: records that came in by other ways may lie outside a column's limits. */
function fitsKey(value: unknown, key: SortKey, table: TableSchema): boolean {
  if (value === null) return true;
  const type = columnOf(table, key.column)?.type;
  if (type === 'integer' || type === 'decimal') return Number.isFinite(value);
  if (type === 'boolean') return typeof value === 'boolean';
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}
