import type { ColumnSchema, Condition, Filter, Operator, StoredValue, TableInfo } from '@portico/protocol';
import { hostileValues } from './hostile-values.ts';
import type { Random } from './random.ts';

const OPERATORS: Readonly<Record<ColumnSchema['type'], readonly Operator[]>> = {
  text: ['eq', 'ne', 'in', 'contains', 'starts_with', 'is_null'],
  html: ['is_null'],
  integer: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'is_null'],
  decimal: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'is_null'],
  boolean: ['eq', 'ne', 'in', 'is_null'],
  date: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'is_null'],
  datetime: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'is_null'],
  choice: ['eq', 'ne', 'in', 'is_null'],
  lookup: ['eq', 'ne', 'in', 'is_null'],
  count: [],
};

/** Filters a subject may ask: over the columns it may read somewhere, nested, negated, through lookups. */
export function randomFilter(
  random: Random,
  info: (table: string) => TableInfo | null,
  table: string,
  depth = 3,
): Filter {
  const columns = readable(info(table));
  if (columns.length === 0) return { type: 'everything' };
  const nested = () => randomFilter(random, info, table, depth - 1);
  const shape = depth === 0 ? 0 : random.below(10);
  if (shape === 6 || shape === 7) return { type: 'and', filters: [nested(), nested()] };
  if (shape === 8) return { type: 'or', filters: [nested(), nested()] };
  if (shape === 9) return { type: 'not', filter: nested() };
  if (shape === 5) {
    const lookups = columns.filter(([, column]) => column.type === 'lookup');
    const [lookup, column] = lookups.length > 0 ? random.pick(lookups) : [];
    if (lookup && column?.type === 'lookup') {
      const filter = randomFilter(random, info, column.target, depth - 1);
      return { type: 'related', lookup, filter };
    }
  }
  const conditions = columns.flatMap((entry) => conditionsOn(random, ...entry));
  return conditions.length > 0 ? random.pick(conditions) : { type: 'everything' };
}

/** One condition for each operator of a column, with values it may and may not hold. */
export function conditionsOn(random: Random, name: string, column: ColumnSchema): Condition[] {
  const pool = hostileValues(column, {}).filter((value) => String(value).length <= 1000);
  return OPERATORS[column.type].map((operator): Condition => {
    const value: Condition['value'] =
      operator === 'is_null'
        ? random.chance(0.5)
        : operator === 'in'
          ? random.some<StoredValue>(pool, 0.2)
          : random.pick(pool);
    return { type: 'condition', column: name, operator, value };
  });
}

function readable(info: TableInfo | null): [string, ColumnSchema][] {
  return Object.entries(info?.columns ?? {})
    .filter(([, column]) => column.read)
    .map(([name, column]) => [name, column.schema]);
}
