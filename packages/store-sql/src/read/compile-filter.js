import { foldText } from '@portico/protocol';
import { sql } from 'kysely';
import { cellType, columnOf, sourceOf, storedColumn } from './column.js';
import { identifier } from './identifier.js';
import { isList, Slot, typeOf } from './parameters.js';

const HOLDS = sql`true`;
const FAILS = sql`false`;
/**
 * A filter as SQL, meaning what the adapter's `matches` means. SQL's logic has three values where the
 * filter's has two: "unknown" counts as false here, and `not` makes sure of it. Throws when it cannot say
 * exactly what the filter says.
 */
export function compileFilter(filter, source, context) {
  switch (filter.type) {
    case 'everything':
      return HOLDS;
    case 'nothing':
      return FAILS;
    case 'and':
      return joined(filter.filters, 'and', source, context);
    case 'or':
      return joined(filter.filters, 'or', source, context);
    case 'not':
      return sql`((${compileFilter(filter.filter, source, context)}) is not true)`;
    case 'related':
      return compileRelated(filter.lookup, filter.filter, source, context);
    case 'condition':
      return compileCondition(filter, source, context);
  }
}
function joined(filters, word, source, context) {
  if (filters.length === 0) return word === 'and' ? HOLDS : FAILS;
  const parts = filters.map((part) => compileFilter(part, source, context));
  return sql`(${sql.join(parts, word === 'and' ? sql` and ` : sql` or `)})`;
}
/** An empty lookup, or one whose record is gone, has no related record. */
function compileRelated(lookup, filter, source, context) {
  const schema = storedColumn(source.table, lookup);
  if (schema?.type !== 'lookup') throw new Error(`${source.table.name}.${lookup} is no lookup.`);
  const table = context.tables.get(schema.target);
  if (!table) throw new Error(`${source.table.name}.${lookup} points to an unknown table.`);
  // Every level has an alias of its own, so a table related to itself is no puzzle.
  const target = { table, alias: identifier(`${source.alias}_${lookup}`) };
  return sql`exists (select 1 from ${sourceOf(target)} where ${columnOf(target, 'id')} = ${columnOf(source, lookup)} and ${compileFilter(filter, target, context)})`;
}
function compileCondition(condition, source, { dialect }) {
  const { operator, value } = condition;
  const column = columnOf(source, condition.column);
  const type = cellType(storedColumn(source.table, condition.column));
  if (operator === 'is_null') {
    if (typeof value !== 'boolean') return FAILS;
    return value ? sql`${column} is null` : sql`${column} is not null`;
  }
  if (operator === 'in') return isList(value) ? isOneOf(column, type, value) : FAILS;
  // A cell is not converted to fit: a value of another type equals nothing and is in no order.
  if (isList(value) || typeOf(value) !== type) return FAILS;
  switch (operator) {
    case 'eq':
      return sql`${column} = ${value}`;
    case 'ne':
      return sql`${column} <> ${value}`;
    case 'lt':
      return sql`${column} < ${value}`;
    case 'le':
      return sql`${column} <= ${value}`;
    case 'gt':
      return sql`${column} > ${value}`;
    case 'ge':
      return sql`${column} >= ${value}`;
    case 'contains':
      return dialect.contains(textOnly(source, type), condition.column, folded(value));
    case 'starts_with':
      return dialect.startsWith(textOnly(source, type), condition.column, folded(value));
  }
}
function isOneOf(column, type, values) {
  const fitting = values.filter((value) => typeOf(value) === type);
  return fitting.length === 0 ? FAILS : sql`${column} in (${sql.join(fitting)})`;
}
function textOnly(source, type) {
  if (type !== 'string') throw new Error('Only text is searched for text.');
  return source;
}
/** What stands for a value was folded when the value was taken out of the plan. */
function folded(value) {
  return value instanceof Slot ? value : foldText(String(value));
}
//# sourceMappingURL=compile-filter.js.map
