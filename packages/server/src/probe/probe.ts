import type { Site } from '@portico/adapter';
import { foresee, type World } from '@portico/adapter/oracle';
import type { TableSchema } from '@portico/protocol';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import type { Records } from '../config/with-records.ts';
import { Aviary } from './canary/aviary.ts';
import { type Canary, nameOfCanary } from './canary/canary.ts';
import { Crawl } from './crawl/crawl.ts';
import { runTasks } from './crawl/run-tasks.ts';
import { Asker, NoAnswer } from './http/asker.ts';
import { Controls } from './judge/controls.ts';
import { LeakBook } from './judge/leak.ts';
import { Secrets } from './judge/secrets.ts';
import { watchAnswer } from './judge/watch-answer.ts';
import type { ProbeReport, ViewReport } from './probe-report.ts';
import { unknownTables } from './unknown-tables.ts';
import { type Visitor, visitorsOf } from './visitors.ts';
import { waitForSearch } from './wait-for-search.ts';
import { checkAdapter } from './who-asks.ts';

export interface ProbeOptions {
  /** Of the adapter, with the path it is served under. */
  readonly base: URL;
  /** What it is held to; null: nobody knows its configuration. */
  readonly site: Site | null;
  /** Path of the configuration, for the report. */
  readonly config: string | null;
  /** The access token of a fresh account; null: only anybody's view is crawled. */
  readonly token: string | null;
  /** The records of the configuration, to plant canaries in; null: nothing is changed. */
  readonly records: Records | null;
  /** Requests per second. */
  readonly rate: number;
  /** Seconds that planted records may take to appear in searches. */
  readonly indexDelay: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number, requests: number) => void;
  readonly note?: (text: string) => void;
}

/**
 * Looks at a running adapter from outside, as the bearer of a token and as anybody, and holds what it shows to a
 * configuration by the evaluator of docs/permissions.md. What was planted for it is gone afterwards, however it ends.
 *
 * @throws CommandError when it cannot be done: no adapter, a token it does not take, a store it does not read
 */
export async function probe(options: ProbeOptions): Promise<ProbeReport> {
  const { base, rate, signal } = options;
  const asker = new Asker({ base, rate, ...(signal && { signal }) });
  const aviary = options.site && options.records ? new Aviary(options.site, options.records) : null;
  try {
    await checkAdapter(asker);
    const visitors = await visitorsOf(asker, options);
    return await crawlAs(visitors, asker, aviary, options);
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof NoAnswer)) throw error;
    throw new CommandError(`The adapter does not answer. ${error.message}`, EXIT.notDone, { cause: error });
  } finally {
    asker.close();
  }
}

async function crawlAs(
  visitors: readonly Visitor[],
  asker: Asker,
  aviary: Aviary | null,
  options: ProbeOptions,
): Promise<ProbeReport> {
  const started = performance.now();
  let secrets = new Secrets([]);
  const leaks = new LeakBook((text) => secrets.censored(text).replaceAll(options.token ?? '\n', '…'));
  const controls = new Controls();
  let crawls: readonly Crawl[] = [];
  let canaries: readonly Canary[] = [];
  let stopped: string | null = null;
  try {
    if (aviary) canaries = await aviary.plant();
    secrets = new Secrets(canaries);
    const tables = await tablesOf(options.site, asker);
    crawls = visitors.map((visitor) =>
      crawlOf(visitor, { asker, tables, canaries, secrets, leaks, controls }, options),
    );
    if (aviary) await awaitSearch(crawls, options);
    stopped = await crawlEach(visitors, crawls, controls, asker, options);
    if (aviary) await compareStored(aviary, canaries, leaks, asker.base);
  } finally {
    if (aviary) await takeAway(aviary, crawls);
  }
  return {
    url: asker.base.href,
    config: options.config,
    configured: options.site !== null,
    canaries: canaries.length,
    views: visitors.map((visitor, index) => viewOf(visitor, crawls[index] as Crawl, controls)),
    leaks: leaks.all,
    controls: controls.all,
    requests: asker.requests,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    stopped,
  };
}

/** The tables of the site and the adapter's own, which nobody may ever see; or those that every site has. */
async function tablesOf(site: Site | null, asker: Asker): Promise<ReadonlyMap<string, TableSchema>> {
  if (site) return new Map([...site.tables, ...site.internalTables]);
  return unknownTables({ ask: (sent) => asker.ask(sent) });
}

interface Shared {
  readonly asker: Asker;
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly canaries: readonly Canary[];
  readonly secrets: Secrets;
  readonly leaks: LeakBook;
  readonly controls: Controls;
}

function crawlOf({ view, token, person }: Visitor, shared: Shared, { site }: ProbeOptions): Crawl {
  const { asker, tables, canaries, secrets, leaks, controls } = shared;
  const foresight = site && person ? foresee(worldOf(site, canaries), person) : null;
  const byId = new Map(canaries.map((canary) => [canary.id, canary]));
  const watching = { view, foresight, tables, canaries: byId, secrets, leaks };
  return new Crawl({
    ...{ view, token, foresight, site, tables, canaries, leaks, controls },
    send: async (sent) => {
      const heard = await asker.ask(sent);
      watchAnswer(watching, heard);
      return heard;
    },
  });
}

function worldOf(site: Site, canaries: readonly Canary[]): World {
  const records = Map.groupBy(canaries, ({ table }) => table);
  return {
    config: site.config,
    tables: site.tables,
    records: new Map([...records].map(([table, some]) => [table, some.map(({ record }) => record)])),
    people: [],
  };
}

async function awaitSearch(
  crawls: readonly Crawl[],
  { indexDelay, signal, note }: ProbeOptions,
): Promise<void> {
  if (indexDelay > 0) note?.(`Waiting until searches know of the canaries, at most ${indexDelay} s …`);
  const absent = await waitForSearch(crawls, indexDelay, signal);
  for (const table of absent) note?.(`The canaries of ${table} do not appear in searches.`);
}

/** Why it ended early; null when it did not. */
async function crawlEach(
  visitors: readonly Visitor[],
  crawls: readonly Crawl[],
  controls: Controls,
  asker: Asker,
  { signal, onProgress }: ProbeOptions,
): Promise<string | null> {
  try {
    await runTasks({
      views: visitors.map(({ session }, index) => ({ crawl: crawls[index] as Crawl, session })),
      onDone: (done, total) => onProgress?.(done, total, asker.requests),
      onFound: () => checkStore(controls),
    });
    return null;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    signal?.throwIfAborted();
    return error.message;
  }
}

/** @throws CommandError where none of the canaries that can be seen is there */
function checkStore(controls: Controls): void {
  const { expected, found } = controls.count('by id');
  if (expected === 0 || found > 0) return;
  throw new CommandError(
    `This adapter does not read the store of this configuration: of ${expected} planted records that it must show, it shows none. Give the configuration it was started with, and PORTICO_STORE or PORTICO_DATA as it has them.`,
    EXIT.notDone,
  );
}

async function compareStored(
  aviary: Aviary,
  canaries: readonly Canary[],
  leaks: LeakBook,
  base: URL,
): Promise<void> {
  for (const canary of canaries) {
    const { table, id, record } = canary;
    const now = await aviary.read(table, id);
    const changed = Object.keys(record).filter((column) => now?.[column] !== record[column]);
    if (now && changed.length === 0) continue;
    leaks.add({
      rule: 'change-taken',
      view: 'any',
      table,
      asked: `the changes to ${base.href}`,
      came: `${nameOfCanary(canaries, canary)} is afterwards ${now ? `changed in ${changed.join(', ')}` : 'gone'}`,
      why: 'No change was asked for that the configuration grants.',
    });
  }
}

async function takeAway(aviary: Aviary, crawls: readonly Crawl[]): Promise<void> {
  try {
    await aviary.remove(madeBy(crawls));
  } catch (error) {
    const message = `The canaries could not be taken away: ${messageOf(error)} Do it once the store answers: portico probe --remove`;
    throw new CommandError(message, EXIT.notDone, { cause: error });
  }
}

/** What was made although it must not be. */
function madeBy(crawls: readonly Crawl[]): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const crawl of crawls)
    for (const [table, ids] of crawl.made) made.set(table, [...(made.get(table) ?? []), ...ids]);
  return made;
}

function viewOf({ view, session, person }: Visitor, crawl: Crawl, controls: Controls): ViewReport {
  const { contact, account } = person ?? session;
  const { expected, found } = controls.count('by id', view);
  return {
    ...{ view, contact, account },
    webRoles: [...(person?.webRoles ?? session.webRoles)],
    tables: crawl.seen,
    verified: expected === 0 ? null : found > 0,
    missing: [...new Set(crawl.missing)],
  };
}
