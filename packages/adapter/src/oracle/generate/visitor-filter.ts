import type { ColumnSchema, Condition, Filter, Operator, StoredValue, TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';
import type { Person, World } from '../world.ts';
import { illegalValue, legalValue } from './cell-values.ts';
import { listedColumns } from './held.ts';
import { materialOf } from './material-of.ts';

const EQUALITY: readonly Operator[] = ['eq', 'ne', 'in', 'is_null'];
const ORDER: readonly Operator[] = [...EQUALITY, 'lt', 'le', 'gt', 'ge'];
const OPERATORS: Readonly<Record<ColumnSchema['type'], readonly Operator[]>> = {
  text: [...EQUALITY, 'contains', 'starts_with', 'contains'],
  html: ['is_null'],
  integer: ORDER,
  decimal: ORDER,
  boolean: EQUALITY,
  date: ORDER,
  datetime: ORDER,
  choice: EQUALITY,
  lookup: EQUALITY,
  count: ['eq', 'is_null'],
};
const ID: ColumnSchema = { type: 'lookup', label: 'Id', target: '', classification: 'public' };

export interface FilterOptions {
  readonly random: Random;
  readonly world: World;
  readonly person: Person;
  /** How often a leaf names a column that may be unreadable, or an operator or value that does not fit. */
  readonly wrong: number;
}

/**
 * A filter as a visitor may send it. Its values are mostly those of cells that there are, hidden ones too: who
 * tries to find out what a hidden cell holds asks for just what it holds.
 */
export function visitorFilter(options: FilterOptions, table: TableSchema, depth = 3): Filter {
  const { random, world, person } = options;
  const nested = () => visitorFilter(options, table, depth - 1);
  const shape = depth === 0 ? 0 : random.below(14);
  if (shape === 8) return { type: 'and', filters: [nested(), nested()] };
  if (shape === 9 || shape === 10) return { type: 'or', filters: [nested(), nested()] };
  if (shape === 11) return { type: 'not', filter: nested() };
  if (shape === 12) return random.pick(CONSTANTS);
  const readable = listedColumns(world, person, table);
  if (shape >= 6 && shape < 8) {
    const lookups = readable.filter(([, column]) => column.type === 'lookup');
    const [lookup, column] = lookups.length > 0 ? random.pick(lookups) : [];
    const target = column?.type === 'lookup' ? world.tables.get(column.target) : undefined;
    if (lookup && target)
      return { type: 'related', lookup, filter: visitorFilter(options, target, depth - 1) };
  }
  const columns: [string, ColumnSchema][] = random.chance(options.wrong)
    ? [...Object.entries(table.columns), ['no_such_column', ID]]
    : [...readable.filter(([, { type }]) => type !== 'count'), ['id', ID]];
  return condition(options, table, ...random.pick(columns));
}

const CONSTANTS: readonly Filter[] = [
  { type: 'everything' },
  { type: 'nothing' },
  { type: 'and', filters: [] },
  { type: 'or', filters: [] },
];

function condition(
  options: FilterOptions,
  table: TableSchema,
  name: string,
  column: ColumnSchema,
): Condition {
  const { random, wrong } = options;
  const operator = random.chance(wrong) ? random.pick(ORDER) : random.pick(OPERATORS[column.type]);
  const one = () => conditionValue(options, table, name, column);
  if (operator === 'is_null') return { type: 'condition', column: name, operator, value: random.chance(0.5) };
  if (operator === 'in') {
    const value = Array.from({ length: random.below(4) }, one);
    return { type: 'condition', column: name, operator, value };
  }
  if (operator === 'contains' || operator === 'starts_with') {
    const text = String(one());
    const start = operator === 'contains' ? random.below(text.length) : 0;
    const part = text.slice(start, start + 1 + random.below(4));
    return { type: 'condition', column: name, operator, value: changedCase(random, part).toWellFormed() };
  }
  return { type: 'condition', column: name, operator, value: one() };
}

function conditionValue(
  { random, world, wrong }: FilterOptions,
  table: TableSchema,
  name: string,
  column: ColumnSchema,
): StoredValue {
  if (random.chance(wrong / 2)) {
    const value = illegalValue(random, column);
    if (typeof value !== 'object') return value as StoredValue;
  }
  const cells = (world.records.get(table.name) ?? []).map((record) => record[name] ?? null);
  const cell = cells.length > 0 && random.chance(0.8) ? random.pick(cells) : null;
  if (cell !== null) return cell;
  const made = column === ID ? random.id() : legalValue(random, name, column, { ids: materialOf(world).ids });
  return made ?? 'x';
}

function changedCase(random: Random, text: string): string {
  const shape = random.below(4);
  return shape === 0 ? text.toUpperCase() : shape === 1 ? text.normalize('NFD') : text;
}
