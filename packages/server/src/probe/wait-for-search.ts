import { setTimeout as pause } from 'node:timers/promises';
import type { Crawl } from './crawl/crawl.ts';
import { cellsByColumn } from './crawl/placed-cells.ts';
import { requestFor } from './crawl/request-for.ts';

/** Seconds between two looks. */
const PAUSE = 2;

/**
 * Waits until a search finds what was planted: where the index is filled by a feed, that takes a while. Of each searched
 * table one cell that somebody may see is looked for.
 *
 * @param atMost seconds
 * @returns the tables whose canaries did not appear
 */
export async function waitForSearch(
  crawls: readonly Crawl[],
  atMost: number,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const end = performance.now() + atMost * 1000;
  const absent: string[] = [];
  for (const table of crawls[0]?.options.tables.values() ?? []) {
    const indexed = Object.keys(table.search?.weights ?? {});
    const beacon = crawls
      .flatMap((crawl) =>
        cellsByColumn(crawl, table)
          .filter(({ column }) => indexed.includes(column))
          .flatMap(({ visible }) => visible.map((placed) => ({ crawl, ...placed }))),
      )
      .at(0);
    if (!beacon) continue;
    const { crawl, cell, canary } = beacon;
    const question = requestFor({ type: 'search', text: cell.bait, facets: false });
    while (!(await crawl.ask(question)).body.includes(canary.id)) {
      if (performance.now() > end) {
        absent.push(table.name);
        break;
      }
      await pause(PAUSE * 1000, undefined, { signal });
    }
  }
  return absent;
}
