import type { ListPlan, Position, Projection, SortKey } from '@portico/adapter/store';
import type { StoredValue } from '@portico/protocol';
import { type Expression, type RawBuilder, sql } from 'kysely';
import { columnOf, type Source } from './column.ts';
import { compileFilter, type FilterContext } from './compile-filter.ts';
import { typeOf } from './parameters.ts';

interface Key {
  readonly value: RawBuilder<unknown>;
  readonly descending: boolean;
}

/** How a list is ordered, and where in that order a page starts. */
export interface SortOrder {
  readonly orderBy: RawBuilder<unknown>;
  /** The sort values of a row, as `sort.0`, `sort.1`…, of which a {@link Position} is made. */
  readonly columns: readonly RawBuilder<unknown>[];
  readonly after: (position: Position) => Expression<boolean>;
}

/** Empty cells come last in either direction; ties fall to the id, ascending. */
export function sortOrder(
  plan: Pick<ListPlan, 'sort' | 'projection'>,
  source: Source,
  context: FilterContext,
): SortOrder {
  const keys = plan.sort.map((key) => ({
    value: sortValue(key, plan.projection, source, context),
    descending: key.direction === 'desc',
  }));
  const id = columnOf(source, 'id');
  const terms = keys.map(({ value, descending }) =>
    descending ? sql`${value} desc nulls last` : sql`${value} asc nulls last`,
  );
  return {
    orderBy: sql.join([...terms, sql`${id} asc`]),
    columns: keys.map(({ value }, at) => sql`${value} as ${sql.id(`sort.${at}`)}`),
    after: (position) => afterPosition(keys, position, id),
  };
}

/**
 * Where every grant covers the column it is readable in every visible record, and the bare column, which an
 * index can serve, says the same as the case expression.
 */
function sortValue(
  key: SortKey,
  projection: Projection,
  source: Source,
  context: FilterContext,
): RawBuilder<unknown> {
  const column = columnOf(source, key.column);
  const always =
    key.column === 'id' ||
    key.readable.type === 'everything' ||
    projection.grants.every((grant) => grant.columns.has(key.column));
  return always ? column : sql`case when ${compileFilter(key.readable, source, context)} then ${column} end`;
}

/** Keyset paging: after the position by the first key, or equal in it and after by the rest. */
function afterPosition(
  keys: readonly Key[],
  position: Position,
  id: RawBuilder<unknown>,
): RawBuilder<boolean> {
  let rest = sql<boolean>`${id} > ${position.id}`;
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const { value, descending } = keys[at] as Key;
    const last = position.values[at] as StoredValue;
    if (typeOf(last) === 'null') {
      rest = sql<boolean>`(${value} is null and ${rest})`;
      continue;
    }
    const beyond = descending ? sql`${value} < ${last}` : sql`${value} > ${last}`;
    rest = sql<boolean>`(${beyond} or ${value} is null or (${value} = ${last} and ${rest}))`;
  }
  return rest;
}
