import type { SessionInfo } from '@portico/protocol';
import { canaryTasks, exactTasks } from './canary-tasks.ts';
import { changeTasks } from './change-tasks.ts';
import type { Crawl, Task } from './crawl.ts';
import { edgeTasks } from './edge-tasks.ts';
import { hiddenNameTasks } from './hidden-name-tasks.ts';
import { personalTasks } from './personal-tasks.ts';
import { searchTasks } from './search-tasks.ts';
import { checkSession } from './session-task.ts';
import { siteTasks } from './site-tasks.ts';
import { tableTasks } from './table-tasks.ts';
import { wordTasks } from './word-tasks.ts';

export interface CrawlRun {
  readonly views: readonly { readonly crawl: Crawl; readonly session: SessionInfo }[];
  /** After each task. */
  readonly onDone: (done: number, total: number) => void;
  /** After the canaries of a view were looked for by their ids; throws to end it. */
  readonly onFound: () => void;
}

/** Crawls one view after the other. */
export async function runTasks({ views, onDone, onFound }: CrawlRun): Promise<void> {
  const each = views.map(({ crawl, session }) => tasksOf(crawl, session, onFound));
  const total = each.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const tasks of each)
    for (const task of tasks) {
      await task();
      done += 1;
      onDone(done, total);
    }
}

function tasksOf(crawl: Crawl, session: SessionInfo, onFound: () => void): readonly Task[] {
  const { foresight, token, canaries, tables } = crawl.options;
  const seen = () => crawl.seen.map(({ table }) => table);
  const unseen = () => [...tables.keys()].filter((table) => !seen().includes(table));
  return [
    () => checkSession(crawl),
    ...canaryTasks(crawl),
    async () => onFound(),
    ...siteTasks(crawl),
    ...tableTasks(crawl),
    ...(foresight ? hiddenNameTasks(crawl) : personalTasks(crawl, session)),
    ...exactTasks(crawl),
    ...wordTasks(crawl),
    ...(canaries.length > 0 ? searchTasks(crawl) : []),
    ...(canaries.length > 0 ? changeTasks(crawl) : []),
    // Of these it makes no difference who asks.
    ...(token === null ? edgeTasks(crawl, unseen, seen) : []),
  ];
}
