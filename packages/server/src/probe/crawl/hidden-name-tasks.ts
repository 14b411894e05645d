import { PATHS, type TableSchema } from '@portico/protocol';
import { randomWord } from '../canary/words.ts';
import type { Sent } from '../http/heard.ts';
import type { Crawl, Task } from './crawl.ts';
import { withParameters } from './request-for.ts';

const NOBODY = '00000000-0000-8000-8000-000000000000';

/**
 * Tables and columns that must be unknown to a view: whatever is asked about them is answered as if they were not there,
 * which is how a name that was just made up is answered.
 */
export function hiddenNameTasks(crawl: Crawl): readonly Task[] {
  const { foresight, tables } = crawl.options;
  if (!foresight) return [];
  return [...tables.values()].flatMap((table) =>
    foresight.reads(table.name) ? columnTasks(crawl, table) : tableTasks(crawl, table),
  );
}

function tableTasks(crawl: Crawl, { name: table, title }: TableSchema): readonly Task[] {
  const id = crawl.canariesOf(table)[0]?.id ?? NOBODY;
  const isNull = JSON.stringify({ type: 'condition', column: title, operator: 'is_null', value: false });
  const asked: readonly ((name: string) => Sent)[] = [
    (name) => ({ path: withParameters(PATHS.records(name), { count: 'true' }) }),
    (name) => ({ path: withParameters(PATHS.records(name), { filter: isNull }) }),
    (name) => ({ path: withParameters(PATHS.records(name), { sort: title, select: title }) }),
    (name) => ({ path: PATHS.record(name, id) }),
    (name) => ({ path: PATHS.record(name, id), method: 'HEAD' }),
    (name) => ({ path: withParameters(PATHS.search(), { q: 'a', tables: name }) }),
    // Whoever may write to it knows that it is there.
    ...(crawl.options.foresight?.hasRight(table) ? [] : [(name: string) => ({ path: PATHS.table(name) })]),
  ];
  const why = 'They hold no permission to read it, so it must be answered like a table that does not exist.';
  return asked.map(
    (sentFor) => () =>
      crawl.askInVain(([name]) => sentFor(name ?? ''), [table], [randomWord(table.length)], { table, why }),
  );
}

function columnTasks(crawl: Crawl, { name: table, columns }: TableSchema): readonly Task[] {
  const why =
    'No permission they hold shows this column, so it must be answered like one that does not exist.';
  return Object.entries(columns).flatMap(([column, { type }]) => {
    if (crawl.options.foresight?.knows(table, column)) return [];
    const parameters: readonly ((name: string) => Readonly<Record<string, string>>)[] = [
      (name) => ({ select: name }),
      (name) => ({ sort: name }),
      (name) => ({ filter: isFilled(name), count: 'true' }),
      ...(type === 'lookup'
        ? [(name: string) => ({ expand: name }), (name: string) => ({ filter: behind(name) })]
        : []),
    ];
    return parameters.map(
      (of) => () =>
        crawl.askInVain(
          ([name]) => ({ path: withParameters(PATHS.records(table), of(name ?? '')) }),
          [column],
          [randomWord(column.length)],
          { table, column, why },
        ),
    );
  });
}

function isFilled(column: string): string {
  return JSON.stringify({ type: 'condition', column, operator: 'is_null', value: false });
}

function behind(lookup: string): string {
  return JSON.stringify({ type: 'related', lookup, filter: { type: 'everything' } });
}
