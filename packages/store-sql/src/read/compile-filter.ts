import { type Condition, type Filter, foldText, type StoredValue, type TableSchema } from '@portico/protocol';
import { type Expression, sql } from 'kysely';
import type { TextComparison } from '../dialect/text-comparison.ts';
import { cellType, columnOf, type Source, sourceOf, storedColumn } from './column.ts';
import { identifier } from './identifier.ts';
import { isList, Slot, typeOf } from './parameters.ts';

/** What a filter needs to know beyond the table it is about. */
export interface FilterContext {
  readonly dialect: TextComparison;
  readonly tables: ReadonlyMap<string, TableSchema>;
}

const HOLDS = sql<boolean>`true`;
const FAILS = sql<boolean>`false`;

/**
 * A filter as SQL, meaning what the adapter's `matches` means. SQL's logic has three values where the
 * filter's has two: "unknown" counts as false here, and `not` makes sure of it. Throws when it cannot say
 * exactly what the filter says.
 */
export function compileFilter(filter: Filter, source: Source, context: FilterContext): Expression<boolean> {
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
      return sql<boolean>`((${compileFilter(filter.filter, source, context)}) is not true)`;
    case 'related':
      return compileRelated(filter.lookup, filter.filter, source, context);
    case 'condition':
      return compileCondition(filter, source, context);
  }
}

function joined(
  filters: readonly Filter[],
  word: 'and' | 'or',
  source: Source,
  context: FilterContext,
): Expression<boolean> {
  if (filters.length === 0) return word === 'and' ? HOLDS : FAILS;
  const parts = filters.map((part) => compileFilter(part, source, context));
  return sql<boolean>`(${sql.join(parts, word === 'and' ? sql` and ` : sql` or `)})`;
}

/** An empty lookup, or one whose record is gone, has no related record. */
function compileRelated(
  lookup: string,
  filter: Filter,
  source: Source,
  context: FilterContext,
): Expression<boolean> {
  const schema = storedColumn(source.table, lookup);
  if (schema?.type !== 'lookup') throw new Error(`${source.table.name}.${lookup} is no lookup.`);
  const table = context.tables.get(schema.target);
  if (!table) throw new Error(`${source.table.name}.${lookup} points to an unknown table.`);
  // Every level has an alias of its own, so a table related to itself is no puzzle.
  const target = { table, alias: identifier(`${source.alias}_${lookup}`) };
  return sql<boolean>`exists (select 1 from ${sourceOf(target)} where ${columnOf(target, 'id')} = ${columnOf(
    source,
    lookup,
  )} and ${compileFilter(filter, target, context)})`;
}

function compileCondition(
  condition: Condition,
  source: Source,
  { dialect }: FilterContext,
): Expression<boolean> {
  const { operator, value } = condition;
  const column = columnOf(source, condition.column);
  const type = cellType(storedColumn(source.table, condition.column));
  if (operator === 'is_null') {
    if (typeof value !== 'boolean') return FAILS;
    return value ? sql<boolean>`${column} is null` : sql<boolean>`${column} is not null`;
  }
  if (operator === 'in') return isList(value) ? isOneOf(column, type, value) : FAILS;
  // A cell is not converted to fit: a value of another type equals nothing and is in no order.
  if (isList(value) || typeOf(value) !== type) return FAILS;
  switch (operator) {
    case 'eq':
      return sql<boolean>`${column} = ${value}`;
    case 'ne':
      return sql<boolean>`${column} <> ${value}`;
    case 'lt':
      return sql<boolean>`${column} < ${value}`;
    case 'le':
      return sql<boolean>`${column} <= ${value}`;
    case 'gt':
      return sql<boolean>`${column} > ${value}`;
    case 'ge':
      return sql<boolean>`${column} >= ${value}`;
    case 'contains':
      return dialect.contains(textOnly(source, type), condition.column, folded(value));
    case 'starts_with':
      return dialect.startsWith(textOnly(source, type), condition.column, folded(value));
  }
}

function isOneOf(
  column: Expression<unknown>,
  type: string,
  values: readonly StoredValue[],
): Expression<boolean> {
  const fitting = values.filter((value) => typeOf(value) === type);
  return fitting.length === 0 ? FAILS : sql<boolean>`${column} in (${sql.join(fitting)})`;
}

function textOnly(source: Source, type: string): Source {
  if (type !== 'string') throw new Error('Only text is searched for text.');
  return source;
}

/** What stands for a value was folded when the value was taken out of the plan. */
function folded(value: StoredValue): unknown {
  return (value as unknown) instanceof Slot ? value : foldText(String(value));
}
