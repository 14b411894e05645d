import { sql } from 'kysely';
import { columnOf } from './column.js';
import { compileFilter } from './compile-filter.js';
import { typeOf } from './parameters.js';
/** Empty cells come last in either direction; ties fall to the id, ascending. */
export function sortOrder(plan, source, context) {
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
function sortValue(key, projection, source, context) {
  const column = columnOf(source, key.column);
  const always =
    key.column === 'id' ||
    key.readable.type === 'everything' ||
    projection.grants.every((grant) => grant.columns.has(key.column));
  return always ? column : sql`case when ${compileFilter(key.readable, source, context)} then ${column} end`;
}
/** Keyset paging: after the position by the first key, or equal in it and after by the rest. */
function afterPosition(keys, position, id) {
  let rest = sql`${id} > ${position.id}`;
  for (let at = keys.length - 1; at >= 0; at -= 1) {
    const { value, descending } = keys[at];
    const last = position.values[at];
    if (typeOf(last) === 'null') {
      rest = sql`(${value} is null and ${rest})`;
      continue;
    }
    const beyond = descending ? sql`${value} < ${last}` : sql`${value} > ${last}`;
    rest = sql`(${beyond} or ${value} is null or (${value} = ${last} and ${rest}))`;
  }
  return rest;
}
//# sourceMappingURL=sort-order.js.map
