import type { Feed } from '../feed/create-feed.ts';
import type { DraftEntry } from './draft.ts';

/**
 * Lets the search index know at once what a write did, for whoever writes looks for it next. `brought`: the records
 * that a poll has brought since the write began.
 */
export async function tellFeed(
  feed: Feed,
  entries: readonly DraftEntry[],
  brought: ReadonlySet<string>,
): Promise<void> {
  for (const [table, changed] of Map.groupBy(entries, (entry) => entry.table)) {
    if (!feed.tables.has(table)) continue;
    await feed.wrote(
      table,
      changed.flatMap(({ record }) => record ?? []),
      changed.flatMap(({ record, id }) => (record ? [] : [id])),
      brought,
    );
  }
}
