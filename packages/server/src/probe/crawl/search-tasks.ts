import { PATHS, type TableSchema } from '@portico/protocol';
import type { Sent } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';
import { cellsByColumn, type PlacedCell } from './placed-cells.ts';
import { requestFor, withParameters } from './request-for.ts';
import { baitsOf, strangeWords } from './word-tasks.ts';

/** Words that one search looks for; the adapter reads as many. */
const PER_SEARCH = 16;
const CONTROLS = 2;
/** Letters of a bait that somebody has typed so far. */
const TYPED = 6;

const WHY = 'No permission they hold shows them the cells with these words, so a search must not know them.';

/** Search and suggestions, asked for the baits of canaries: hits, counts, facets, completions and corrections. */
export function searchTasks(crawl: Crawl): readonly Task[] {
  const { tables, foresight } = crawl.options;
  if (!foresight) return [];
  const others: PlacedCell[] = [];
  const tasks = [...tables.values()].flatMap((table) =>
    cellsByColumn(crawl, table).flatMap(({ column, visible, hidden }) => {
      if (!isIndexed(table, column)) {
        others.push(...hidden);
        return [];
      }
      // What is rendered from a column has its words, too.
      const unread = hidden.filter(({ canary }) => !readsRendering(crawl, table, column, canary.id));
      return [
        ...visible.slice(0, CONTROLS).map((cell) => () => find(crawl, cell)),
        ...vainTasks(crawl, unread, { table: table.name, column }),
        ...ofEachClass(table, unread).flatMap((cell) => suggestTasks(crawl, cell)),
      ];
    }),
  );
  return [...tasks, ...vainTasks(crawl, others, {}), ...contentTasks(crawl)];
}

async function find(crawl: Crawl, { canary, cell }: PlacedCell): Promise<void> {
  const { heard, expected } = await crawl.askExactly({ type: 'search', text: cell.bait, facets: true });
  if (expected?.type === 'hits' && expected.ids.has(canary.id))
    crawl.control('by search', heard.body.includes(canary.id));
}

function vainTasks(
  crawl: Crawl,
  cells: readonly PlacedCell[],
  about: { readonly table?: string; readonly column?: string },
): readonly Task[] {
  const tasks: Task[] = [];
  for (let start = 0; start < cells.length; start += PER_SEARCH) {
    const words = baitsOf(cells.slice(start, start + PER_SEARCH));
    const sentFor = (some: readonly string[]): Sent =>
      requestFor({ type: 'search', text: some.join(' '), facets: true });
    tasks.push(() => crawl.askInVain(sentFor, words, strangeWords(words.length), { ...about, why: WHY }));
  }
  return tasks;
}

/** Half a word must not be completed to one that may not be read; a whole one must find nothing. */
function suggestTasks(
  crawl: Crawl,
  { canary: { table }, cell: { bait, column } }: PlacedCell,
): readonly Task[] {
  const [strange = ''] = strangeWords(1);
  return [TYPED, bait.length].map((length) => () => {
    const sentFor = ([word = '']: readonly string[]): Sent => ({
      path: withParameters(PATHS.suggest(), { q: word }),
    });
    const words = [bait, strange].map((word) => word.slice(0, length)) as [string, string];
    return crawl.askInVain(sentFor, [words[0]], [words[1]], { table, column, why: WHY });
  });
}

/** Snippets have a path of their own, by name. */
function contentTasks(crawl: Crawl): readonly Task[] {
  const { foresight, tables } = crawl.options;
  const snippet = tables.get('snippet');
  const names = snippet ? cellsByColumn(crawl, snippet).find(({ column }) => column === 'name') : undefined;
  return [...(names?.visible ?? []), ...(names?.hidden ?? [])].map(({ canary, cell }) => async () => {
    const sentFor = ([name = '']: readonly string[]): Sent => ({ path: PATHS.content(name) });
    const readable = foresight?.readable('snippet', canary.id);
    if (readable?.has('name') && readable.has('locale') && readable.has('html'))
      await crawl.ask(sentFor([cell.bait]));
    else await crawl.askInVain(sentFor, [cell.bait], strangeWords(1), { table: 'snippet', why: WHY });
  });
}

/** Every class has an index of its own: of each, the first. */
function ofEachClass({ search }: TableSchema, cells: readonly PlacedCell[]): readonly PlacedCell[] {
  const visibility = search?.visibility ?? '';
  return [...Map.groupBy(cells, ({ canary }) => canary.record[visibility]).values()].flatMap((some) =>
    some.slice(0, 1),
  );
}

function isIndexed({ search, columns }: TableSchema, column: string): boolean {
  const weights = search?.weights ?? {};
  return Object.keys(weights).some((name) => {
    const indexed = columns[name];
    return name === column || (indexed?.type === 'html' && indexed.rendersFrom === column);
  });
}

function readsRendering(
  { options }: Crawl,
  { name, columns }: TableSchema,
  column: string,
  id: string,
): boolean {
  const readable = options.foresight?.readable(name, id);
  return Object.entries(columns).some(
    ([other, schema]) => schema.type === 'html' && schema.rendersFrom === column && readable?.has(other),
  );
}
