import { isLookupValue, PATHS, type SessionInfo } from '@portico/protocol';
import { isDone } from '../http/heard.ts';
import { type Shown, shownRecords } from '../judge/shown-records.ts';
import type { Crawl, Task } from './crawl.ts';
import { withParameters } from './request-for.ts';
import { isFilled, isPersonal } from './table-tasks.ts';

/**
 * Without a configuration nobody can say what was meant. That strangers see personal cells, filled, of records that are
 * not their own hardly was.
 */
export function personalTasks(crawl: Crawl, session: SessionInfo): readonly Task[] {
  return [...crawl.options.tables.values()].map((schema) => async () => {
    const { name: table } = schema;
    const heard = await crawl.ask({ path: withParameters(PATHS.records(table), { limit: '100' }) });
    if (!isDone(heard)) return;
    const foreign = shownRecords(heard).filter((shown) => shown.table === table && !isOwn(shown, session));
    for (const column of new Set(foreign.flatMap(({ columns }) => columns))) {
      const filled = foreign.filter(({ cells }) => isFilled(cells[column])).length;
      if (filled === 0 || !isPersonal(schema, column)) continue;
      crawl.leak(heard, {
        rule: 'personal-shown',
        table,
        column,
        came: `${heard.status}, and ${column} filled in ${filled} of ${foreign.length} records that are not their own`,
        why: 'Personal data shows to strangers.',
      });
    }
  });
}

function isOwn({ id, cells }: Shown, { contact, account }: SessionInfo): boolean {
  const own = [contact, account].filter((one) => one !== null);
  if (own.includes(id)) return true;
  return Object.values(cells).some(
    (cell) => isLookupValue(cell as never) && own.includes((cell as { id: string }).id),
  );
}
