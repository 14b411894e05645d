import { type Filter, formatRecordQuery, or, PATHS, related, type TableSchema } from '@portico/protocol';
import { BAIT_LENGTH, randomWord } from '../canary/words.ts';
import type { Sent } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';
import { cellsByColumn, type PlacedCell } from './placed-cells.ts';
import { withParameters } from './request-for.ts';

/** Texts that one filter may look for; the adapter takes ten. */
const PER_FILTER = 8;
/** Cells of one column that must be found, as a control. */
const CONTROLS = 2;

/**
 * Lists, filtered by the baits of canaries. A bait that a view may read must be found, or the question was none; one that it
 * may not must be answered like a word that nobody ever wrote, in the column itself and through every lookup to it.
 */
export function wordTasks(crawl: Crawl): readonly Task[] {
  const { foresight, tables } = crawl.options;
  if (!foresight) return [];
  return [...tables.values()].flatMap((table) => {
    const columns = cellsByColumn(crawl, table).filter(
      ({ column }) => table.columns[column]?.type === 'text',
    );
    if (!foresight.reads(table.name)) {
      const first = columns[0]?.hidden.slice(0, 1) ?? [];
      return first.flatMap((cell) => vainTasks(crawl, table, [cell], (filter) => filter));
    }
    return [
      ...columns.flatMap(({ column, visible, hidden }) => [
        ...visible.slice(0, CONTROLS).map((cell) => () => find(crawl, table.name, cell)),
        // Of a column that shows nowhere one says as much as all.
        ...vainTasks(
          crawl,
          table,
          foresight.knows(table.name, column) ? hidden : hidden.slice(0, 1),
          (filter) => filter,
        ),
      ]),
      ...throughLookups(crawl, table),
    ];
  });
}

async function find(crawl: Crawl, table: string, { cell, canary }: PlacedCell): Promise<void> {
  const { heard, expected } = await crawl.askExactly({
    type: 'list',
    table,
    query: { filter: holds(cell.column, cell.bait, 'contains'), count: true },
  });
  if (expected?.type === 'list' && expected.records.some(({ id }) => id === canary.id))
    crawl.control('by filter', heard.body.includes(canary.id));
}

/** From each lookup of a table to what it leads to. */
function throughLookups(crawl: Crawl, table: TableSchema): readonly Task[] {
  const { foresight, tables } = crawl.options;
  return Object.entries(table.columns).flatMap(([lookup, column]) => {
    const target = column.type === 'lookup' ? tables.get(column.target) : undefined;
    if (!target || !foresight) return [];
    const columns = cellsByColumn(crawl, target).filter((one) => target.columns[one.column]?.type === 'text');
    const knows = foresight.knows(table.name, lookup);
    return (knows ? columns : columns.slice(0, 1)).flatMap(({ column: name, hidden }) => {
      const cells = knows && foresight.knows(target.name, name) ? hidden : hidden.slice(0, 1);
      return vainTasks(crawl, target, cells, (filter) => related(lookup, filter), table.name);
    });
  });
}

/** Asks for cells that must not be found, all of one column, a handful at a time. */
function vainTasks(
  crawl: Crawl,
  { name, columns }: TableSchema,
  cells: readonly PlacedCell[],
  wrap: (filter: Filter) => Filter,
  from = name,
): readonly Task[] {
  const why =
    'No permission they hold shows this column in the canaries asked for, so questions about it must find nothing.';
  const tasks: Task[] = [];
  for (let start = 0; start < cells.length; start += PER_FILTER) {
    const some = cells.slice(start, start + PER_FILTER);
    const column = some[0]?.cell.column ?? '';
    const schema = columns[column];
    const isAddress = schema?.type === 'text' && schema.format === 'url';
    for (const operator of isAddress ? (['contains'] as const) : (['contains', 'starts_with'] as const)) {
      const sentFor = (words: readonly string[]): Sent => {
        const filter = wrap(or(...words.map((word) => holds(column, word, operator))));
        return { path: withParameters(PATHS.records(from), formatRecordQuery({ filter, count: true })) };
      };
      tasks.push(() =>
        crawl.askInVain(sentFor, baitsOf(some), strangeWords(some.length), { table: name, column, why }),
      );
    }
  }
  return tasks;
}

export function baitsOf(cells: readonly PlacedCell[]): readonly string[] {
  return cells.map(({ cell }) => cell.bait);
}

/** Words that were never planted. */
export function strangeWords(count: number): readonly string[] {
  return Array.from({ length: count }, () => randomWord(BAIT_LENGTH));
}

function holds(column: string, value: string, operator: 'contains' | 'starts_with'): Filter {
  return { type: 'condition', column, operator, value };
}
