import {
  and,
  type ColumnSchema,
  eq,
  type Filter,
  not,
  oneOf,
  or,
  related,
  type TableSchema,
} from '@portico/protocol';
import type { Canary } from '../canary/canary.ts';
import { isDone } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';

/** Texts that one filter may look for; the adapter takes ten, related records among them. */
const TEXTS = 8;
const NOBODY = '00000000-0000-8000-8000-000000000000';

/** Each canary by its id, alone and with all that it leads to. What shows of it must be found; nothing else may. */
export function canaryTasks(crawl: Crawl): readonly Task[] {
  const { foresight, canaries, tables } = crawl.options;
  return canaries.map(({ table, id }) => async () => {
    const { heard, expected, differences } = await crawl.askExactly({ type: 'get', table, id });
    if (expected?.type === 'record') {
      crawl.control('by id', isDone(heard));
      if (differences.length === 0) crawl.whole.add(id);
    }
    const expand = lookupsOf(tables.get(table)).filter((name) => foresight?.knows(table, name));
    if (expand.length > 0) await crawl.askExactly({ type: 'get', table, id, expand });
  });
}

/**
 * Questions about canaries alone, to which the configuration has exact answers: which are found, how many, in what order.
 * Of every column that may show in some record; the others are asked about in `hidden-column-tasks.ts`.
 */
export function exactTasks(crawl: Crawl): readonly Task[] {
  const { foresight, tables } = crawl.options;
  return [...tables.values()].flatMap((table) => {
    const canaries = crawl.canariesOf(table.name);
    if (canaries.length === 0 || !foresight?.reads(table.name)) return [];
    const these = oneOf(
      'id',
      canaries.map(({ id }) => id),
    );
    const ask =
      (filter: Filter, sort?: string, direction: 'asc' | 'desc' = 'asc') =>
      async () => {
        await crawl.askExactly({
          type: 'list',
          table: table.name,
          query: {
            filter: and(these, filter),
            ...(sort !== undefined && { sort: [{ column: sort, direction }] }),
            limit: 100,
            count: true,
          },
        });
      };
    return Object.entries(table.columns).flatMap(([name, column]) => {
      if (!foresight.knows(table.name, name) || column.type === 'count') return [];
      const filters = filtersOf(crawl, canaries, name, column);
      return [
        ...filters.map((filter) => ask(filter)),
        ...(isSortable(column)
          ? [ask({ type: 'everything' }, name), ask({ type: 'everything' }, name, 'desc')]
          : []),
      ];
    });
  });
}

function filtersOf(
  crawl: Crawl,
  canaries: readonly Canary[],
  name: string,
  column: ColumnSchema,
): readonly Filter[] {
  const values = [...new Set(canaries.map(({ record }) => record[name] ?? null))].filter(
    (value) => value !== null,
  );
  const empty: Filter = { type: 'condition', column: name, operator: 'is_null', value: true };
  switch (column.type) {
    case 'choice':
    case 'boolean':
      return [empty, ...values.flatMap((value) => [eq(name, value), not(eq(name, value))])];
    case 'lookup':
      return [
        empty,
        ...values.slice(0, 4).flatMap((value) => [eq(name, value), not(eq(name, value))]),
        ...behind(crawl, name, column.target),
      ];
    case 'text': {
      const words = baitsIn(canaries, name).slice(0, TEXTS);
      const holds = or(...words.map((value) => has(name, value)));
      return words.length > 0 ? [empty, not(holds), or(holds, eq('id', NOBODY))] : [empty];
    }
    default:
      return [empty];
  }
}

/** The same through a lookup: what the record behind it holds, in columns that may show there. */
function behind(crawl: Crawl, lookup: string, target: string): readonly Filter[] {
  const { foresight, tables } = crawl.options;
  return Object.entries(tables.get(target)?.columns ?? {}).flatMap(([name, column]) => {
    if (!foresight?.knows(target, name)) return [];
    if (column.type === 'text') {
      const words = baitsIn(crawl.canariesOf(target), name).slice(0, TEXTS);
      return words.length > 0 ? [related(lookup, or(...words.map((value) => has(name, value))))] : [];
    }
    if (column.type === 'choice') return column.choices.map(({ value }) => related(lookup, eq(name, value)));
    return column.type === 'boolean' ? [related(lookup, eq(name, true))] : [];
  });
}

function baitsIn(canaries: readonly Canary[], column: string): readonly string[] {
  return canaries.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell.column === column && cell.bait !== null ? [cell.bait] : [])),
  );
}

function has(column: string, value: string): Filter {
  return { type: 'condition', column, operator: 'contains', value };
}

function isSortable(column: ColumnSchema): boolean {
  if (column.type === 'text') return column.format !== 'multiline';
  return column.type !== 'html' && column.type !== 'count' && !isStoresOwn(column);
}

/** Times of records are the store's business in some stores, down to the millisecond. */
function isStoresOwn(column: ColumnSchema): boolean {
  return column.type === 'datetime' && column.readOnly === true;
}

function lookupsOf(table: TableSchema | undefined): readonly string[] {
  return Object.entries(table?.columns ?? {}).flatMap(([name, column]) =>
    column.type === 'lookup' ? [name] : [],
  );
}
