import type { Logger } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { DataverseClient } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import { IdsMeanwhile } from './ids-meanwhile.ts';
import { INDEX_OWN_TABLES, indexTables } from './index-tables.ts';
import { TableFeed } from './table-feed.ts';

export interface FeedOptions {
  readonly client: Pick<DataverseClient, 'changes'>;
  /** Of every table of the site. */
  readonly mappings: Mappings;
  /** The tables that the Dataverse store was opened with. */
  readonly tables: readonly TableSchema[];
  /** Holds the copy. It belongs to this feed: it must not be open, and has nothing else in it. */
  readonly index: Store;
  /** Milliseconds between two polls; default 30,000. */
  readonly interval?: number;
  /** Rows asked for at once, at most 5,000; default 500. */
  readonly pageSize?: number;
  readonly now?: () => number;
  readonly log?: Pick<Logger, 'warn'>;
}

/** Keeps an index of the searchable tables up to date by change tracking. */
export interface Feed {
  /** The index has all that was in Dataverse at this moment, in milliseconds since 1970; null while a table was never read. */
  readonly asOf: number | null;
  /** The tables in the index; what is written to others need not be told. */
  readonly tables: ReadonlySet<string>;
  /** Opens the index and begins to poll, at once and then at intervals. */
  start(): Promise<void>;
  /** Brings every table up to date. @throws the first failure, after the other tables had their turn. */
  poll(): Promise<void>;
  /**
   * Brings every table up to a moment that has been, by as few polls as serve all who ask.
   * @throws what a poll throws, and once Dataverse said when to come again, that until then
   */
  upTo(moment: number): Promise<void>;
  /**
   * Puts records that the store has just written, or taken away, into the index, before a poll would bring
   * them. Never throws: what fails is logged, and comes with the next poll. `brought`: see {@link whileWriting}.
   */
  wrote(
    table: string,
    records: readonly StoredRecord[],
    removed: readonly string[],
    brought?: ReadonlySet<string>,
  ): Promise<void>;
  /** Runs a write of the store, which is given the ids of records that polls have brought since it began. */
  whileWriting<T>(write: (brought: ReadonlySet<string>) => Promise<T>): Promise<T>;
  /** Stops polling, waits for the poll under way, and closes the index. */
  close(): Promise<void>;
}

const LONGEST_PAUSE = 10 * 60_000;

export function createFeed(options: FeedOptions): Feed {
  const { index, interval = 30_000, pageSize = 500, now = Date.now, log } = options;
  const copied = indexTables(options.tables);
  const brought = new IdsMeanwhile();
  const feeds = new Map(
    copied.map(
      (table) => [table.name, new TableFeed(table, { ...options, now, pageSize, brought })] as const,
    ),
  );
  let polling: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let failures = 0;
  /** What Dataverse said when it was asked too much. */
  let throttled: { readonly error: DataverseError; readonly until: number } | null = null;

  function asOf(): number | null {
    const moments = [...feeds.values()].map(({ currentAt }) => currentAt);
    return moments.reduce(
      (first, one) => (first === null || one === null ? null : Math.min(first, one)),
      now(),
    );
  }

  function poll(): Promise<void> {
    polling ??= pollAll().finally(() => {
      polling = null;
    });
    return polling;
  }

  async function pollAll(): Promise<void> {
    let failure: unknown = null;
    throttled = null;
    for (const feed of feeds.values()) {
      if (closed) return;
      try {
        await feed.poll();
      } catch (error) {
        failure ??= error;
        if (error instanceof DataverseError && error.retryAfter !== null)
          throttled = { error, until: now() + error.retryAfter * 1000 };
        // No other table would fare better.
        if (error instanceof DataverseError && ['throttled', 'unavailable'].includes(error.kind)) break;
      }
    }
    if (failure !== null) throw failure;
  }

  async function pollOnAndOn(): Promise<void> {
    let pause = interval;
    try {
      await poll();
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = pauseAfter(error, interval, failures);
      log?.warn({ err: error, pause }, 'The search index could not be brought up to date.');
    }
    if (!closed) timer = setTimeout(pollOnAndOn, pause);
  }

  return {
    get asOf() {
      return asOf();
    },
    tables: new Set(feeds.keys()),

    async start() {
      await index.open([...copied, ...INDEX_OWN_TABLES]);
      await Promise.all([...feeds.values()].map((feed) => feed.open()));
      void pollOnAndOn();
    },

    poll,

    async upTo(moment) {
      // The first may have begun before, being under way; the second has not, whatever the clock says.
      for (let polls = 0; polls < 2 && !closed && (asOf() ?? Number.NEGATIVE_INFINITY) < moment; polls++) {
        if (throttled && now() < throttled.until) throw throttled.error;
        await poll();
      }
    },

    async wrote(table, records, removed, broughtMeanwhile = new Set()) {
      try {
        await feeds.get(table)?.wrote(records, removed, broughtMeanwhile);
      } catch (error) {
        log?.warn({ err: error, table }, 'A change could not be put into the search index.');
      }
    },

    whileWriting: (write) => brought.during(write),

    async close() {
      closed = true;
      clearTimeout(timer);
      await polling?.catch(() => {});
      await index.close();
    },
  };
}

/** Twice as long with every failure in a row, and never sooner than Dataverse says. Milliseconds. */
function pauseAfter(error: unknown, interval: number, failures: number): number {
  const told = error instanceof DataverseError ? (error.retryAfter ?? 0) * 1000 : 0;
  return Math.max(told, Math.min(interval * 2 ** failures, Math.max(interval, LONGEST_PAUSE)));
}
