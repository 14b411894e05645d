import type { Logger } from '@portico/adapter';
import { MissingTablesError, type Store } from '@portico/adapter/store';
import { ProtocolError, type TableSchema } from '@portico/protocol';
import type { DataverseClient } from './client/dataverse-client.ts';
import { toProtocolError } from './client/to-protocol-error.ts';
import { createFeed, type Feed } from './feed/create-feed.ts';
import { type MappingOverrides, type Mappings, mappingsFor } from './mapping/index.ts';
import { getRecord } from './read/get-record.ts';
import { listRecords } from './read/list-records.ts';
import type { ReadContext } from './read/read-context.ts';
import { createRowReader } from './read/row-reader.ts';
import { type SearchIndex, searchRecords } from './read/search-records.ts';
import { createTables } from './read/tables.ts';
import { DEFAULT_MAX_ROWS } from './read/walk-rows.ts';
import { dataverseEvidence } from './rights/dataverse-evidence.ts';
import { checkTables, checkTablesToRead, provisionTables, type TablesReport } from './schema/index.ts';
import { createDraftTables } from './write/draft-tables.ts';
import { createTurns } from './write/in-turn.ts';
import { NUMBER_COUNTER } from './write/number-counter.ts';
import { tellFeed } from './write/tell-feed.ts';
import { type WriteContext, writeRecords } from './write/write-records.ts';

export interface DataverseStoreOptions {
  readonly client: DataverseClient;
  /**
   * Where the search index is kept, and nothing else: a store that is not open yet, which this one opens, fills and
   * closes. Each process has one of its own.
   */
  readonly index: Store;
  /** Make the custom tables and columns that are missing. Without it, `open` says which they are. */
  readonly provision?: boolean;
  /** What the operator says differently of the standard mappings. */
  readonly mappings?: MappingOverrides;
  /** The publisher's prefix of custom tables and columns; default `portico`. */
  readonly prefix?: string;
  /** Milliseconds between two looks at what changed in Dataverse; default 30,000. */
  readonly pollInterval?: number;
  /**
   * Milliseconds that an answer of a search may be behind Dataverse in what it counts and suggests; default 5,000. A
   * search that finds the index older looks at what changed first: with people searching all the time, one request for
   * each table in the index in so long a time. What it shows is always as it is now.
   */
  readonly searchAge?: number;
  /**
   * Most rows of a table that one list, count or write may have to look at; default 50,000. Beyond it the answer is
   * `store_unavailable`, never one from a part of the rows.
   */
  readonly maxRows?: number;
  readonly log?: Pick<Logger, 'warn'>;
}

interface Opened {
  readonly context: ReadContext;
  /** Null when it was opened to read. */
  readonly more: { readonly context: WriteContext; readonly feed: Feed } | null;
}

const DEFAULT_SEARCH_AGE = 5_000;
/** Milliseconds that a search waits for an index that is being filled, or has fallen behind. */
const INDEX_PATIENCE = 5_000;
/** Milliseconds after which Dataverse counts as not answering. */
const PING_PATIENCE = 1_000;

/**
 * Records in Microsoft Dataverse. What a plan asks is read in batches and judged here, by the code of the
 * memory store; what a plan changes goes out as one change set that holds only for the rows as they were read. Any
 * number of processes may share an environment.
 *
 * `open` and `openToRead` throw a {@link MissingTablesError} when the environment lacks what the site needs.
 */
export function createDataverseStore(options: DataverseStoreOptions): Store {
  const { client, index, maxRows = DEFAULT_MAX_ROWS, searchAge = DEFAULT_SEARCH_AGE } = options;
  const inTurn = createTurns();
  let opened: Promise<Opened> | undefined;

  async function contextFor(
    schemas: readonly TableSchema[],
    prepare: (
      client: DataverseClient,
      tables: readonly TableSchema[],
      mappings: Mappings,
      prefix?: string,
    ) => Promise<Pick<TablesReport, 'mappings' | 'faults'>>,
  ): Promise<ReadContext> {
    const wanted = mappingsFor(schemas, options.mappings, options.prefix);
    const { mappings, faults } = await prepare(client, schemas, wanted, options.prefix);
    if (faults.length > 0) throw new MissingTablesError('Dataverse', faults);
    const tables = createTables(schemas, mappings);
    return { client, tables, reader: createRowReader(client, tables, maxRows), maxRows };
  }

  async function open(schemas: readonly TableSchema[]): Promise<Opened> {
    const prepare = options.provision ? provisionTables : checkTables;
    const context = await contextFor([...schemas, NUMBER_COUNTER], prepare);
    const { tables } = context;
    const feed = createFeed({
      client,
      mappings: tables.mappings,
      tables: schemas,
      index,
      ...(options.pollInterval === undefined ? {} : { interval: options.pollInterval }),
      ...(options.log ? { log: options.log } : {}),
    });
    await feed.start();
    const draftTables = await createDraftTables(tables);
    return { context, more: { context: { ...context, draftTables, wait }, feed } };
  }

  async function openToRead(schemas: readonly TableSchema[]): Promise<Opened> {
    const context = await contextFor(schemas, checkTablesToRead);
    await stop();
    return { context, more: null };
  }

  async function stop(): Promise<void> {
    const before = await opened?.catch(() => undefined);
    await before?.more?.feed.close();
  }

  async function ready(): Promise<Opened> {
    if (!opened) throw new Error('The Dataverse store was not opened.');
    return opened;
  }

  async function readyForMore() {
    const { more } = await ready();
    if (!more) throw new Error('The Dataverse store was opened to read.');
    return more;
  }

  /** Before it is up to date, an answer would lack records, and count and suggest what is hidden. */
  function searchIndex(feed: Feed): SearchIndex {
    return {
      search: (plan) => index.search(plan),
      async renew(age) {
        const renewed = feed.upTo(Date.now() - age).then(() => true);
        if (!(await within(INDEX_PATIENCE, renewed)))
          throw new ProtocolError('store_unavailable', 'The search index is being brought up to date.');
      },
    };
  }

  return {
    capabilities: {
      fullText: index.capabilities.fullText,
      shared: true,
      ownColumns: ['updated_at'],
    },

    async open(schemas) {
      if (opened && (await opened).more === null) opened = undefined;
      opened ??= open(schemas).catch((error: unknown) => {
        opened = undefined;
        throw toProtocolError(error);
      });
      await opened;
    },

    async openToRead(schemas) {
      try {
        opened = Promise.resolve(await openToRead(schemas));
      } catch (error) {
        throw toProtocolError(error);
      }
    },

    list: (plan) => guarded(async () => listRecords((await ready()).context, plan)),

    get: (plan) => guarded(async () => getRecord((await ready()).context, plan)),

    search: (plan) =>
      guarded(async () => {
        const { context, feed } = await readyForMore();
        return searchRecords(context, searchIndex(feed), plan, searchAge);
      }),

    write: (plan) =>
      guarded(async () => {
        const { context, feed } = await readyForMore();
        // Writes that take a number of the same table would only get into each other's way.
        const numbered = plan.steps.find(
          (step) => step.type === 'create' && context.draftTables.numbers(step.table.name),
        );
        return feed.whileWriting(async (brought) => {
          const written = await inTurn(numbered?.table.name ?? null, () => writeRecords(context, plan));
          await tellFeed(feed, written.entries, brought);
          return { id: written.id, replayed: written.replayed };
        });
      }),

    ping: () =>
      guarded(async () => {
        const answer = client.read('WhoAmI').then(() => true);
        if (!(await within(PING_PATIENCE, answer))) throw new ProtocolError('store_unavailable');
      }),

    evidence: (schemas) =>
      guarded(() =>
        dataverseEvidence(
          client,
          mappingsFor([...schemas, NUMBER_COUNTER], options.mappings, options.prefix),
        ),
      ),

    close: stop,
  };
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toProtocolError(error);
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What comes in time; else null. */
async function within<T>(milliseconds: number, coming: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}
