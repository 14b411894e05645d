import { isStored, type LookupColumn, ProtocolError, type TableSchema } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { coveredColumns } from '../permissions/covered-columns.ts';
import { coveredBy, readableSomewhere } from '../permissions/readable-where.ts';
import type { CountPlan, Grant, LookupPlan, Projection } from './plan.ts';
import { type Planning, tableNamed } from './planning.ts';

export interface ProjectionRequest {
  /** Absent: every column the subject may read somewhere. */
  readonly select?: readonly string[];
  /** Lookups whose records to return in place; one that is not selected is added. */
  readonly expand?: readonly string[];
}

/**
 * How records of a table are shown to the subject.
 *
 * @throws `unknown_column` for a column that does not exist or that no read grant covers.
 */
export function projectionOf(
  planning: Planning,
  table: TableSchema,
  grants: readonly Grant[],
  request: ProjectionRequest = {},
): Projection {
  const expand = request.expand ?? [];
  for (const name of expand) {
    if (readableColumn(table, grants, name).type !== 'lookup')
      throw new ProtocolError('invalid_parameter', `"${name}" is not a lookup, so it cannot be expanded.`);
  }
  const select = selected(request, expand, readableColumns(table, grants));
  const lookups: LookupPlan[] = [];
  const counts: CountPlan[] = [];
  for (const name of select) {
    const column = readableColumn(table, grants, name);
    if (column.type === 'lookup') lookups.push(lookupPlan(planning, name, column, expand.includes(name)));
    if (column.type === 'count') {
      counts.push({
        column: name,
        table: tableNamed(planning.site, column.of),
        lookup: column.lookup,
        // A record counts only where the reader could find it by reading: its pointing here is a cell too.
        visible: coveredBy(
          planning.rights.grants(column.of, 'read').filter((grant) => grant.columns.has(column.lookup)),
        ),
      });
    }
  }
  return { table, grants, select, lookups, counts };
}

function selected(
  request: ProjectionRequest,
  expand: readonly string[],
  readable: readonly string[],
): readonly string[] {
  if (!request.select && expand.length === 0) return readable;
  return [...new Set([...(request.select ?? readable), ...expand])].filter((name) => name !== 'id');
}

/** Columns that some read grant covers, in the order of the schema. */
export function readableColumns(table: TableSchema, grants: readonly Grant[]): readonly string[] {
  return coveredColumns(table, grants).all;
}

/** A column that may be read somewhere; others do not exist for the subject. */
export function readableColumn(table: TableSchema, grants: readonly Grant[], name: string) {
  const column = columnOf(table, name);
  if (!column || !readableSomewhere(grants, name)) throw unknownColumn(name);
  return column;
}

export function unknownColumn(name: string): ProtocolError {
  return new ProtocolError('unknown_column', `There is no column ${JSON.stringify(name.slice(0, 63))} here.`);
}

function lookupPlan(planning: Planning, name: string, column: LookupColumn, expanded: boolean): LookupPlan {
  const target = tableNamed(planning.site, column.target);
  const grants = planning.rights.grants(target.name, 'read');
  const plan = { column: name, target, grants };
  if (!expanded || grants.length === 0) return plan;
  return { ...plan, expand: withoutCounts(projectionOf(planning, target, grants)) };
}

/** Count columns of an expanded record cost a query each; lists of a lookup's records ask for them directly. */
function withoutCounts(projection: Projection): Projection {
  const select = projection.select.filter((name) => {
    const column = columnOf(projection.table, name);
    return column !== undefined && isStored(column);
  });
  return { ...projection, select, counts: [] };
}
