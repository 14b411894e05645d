import type { Site } from '@portico/adapter';
import { isProtocolError } from '@portico/protocol';
import { styleFor, widthOf } from '../check/style.ts';
import { CommandError, EXIT, type ExitCode, messageOf } from '../command-error.ts';
import { type LoadedConfig, loadConfig } from '../config/load-config.ts';
import { readSite } from '../config/read-site.ts';
import { chooseStore, describeStore } from '../config/store-choice.ts';
import type { Records } from '../config/with-records.ts';
import { withRecordsToWrite } from '../config/with-records-to-write.ts';
import { Progress } from '../import/progress.ts';
import { interruptible } from '../interruptible.ts';
import { Aviary } from './canary/aviary.ts';
import { exitCodeOf } from './exit-code-of.ts';
import { probe } from './probe.ts';
import type { ProbeReport } from './probe-report.ts';
import { readToken } from './read-token.ts';
import { probeText } from './report/probe-text.ts';

export interface ProbeCommandOptions {
  /** The configuration; null: none is at hand. */
  readonly file: string | null;
  readonly canaries: boolean;
  readonly remove: boolean;
  readonly tokenFile?: string;
  /** Requests per second; default: as many as are no trouble. */
  readonly rate?: number;
  readonly json: boolean;
}

/** Requests per second: of a site that others use, and of one on this machine. */
const RATE = 20;
const RATE_HERE = 200;

/** Seconds in which the feed of a Dataverse brings what was planted to the adapter's search index. */
const FEED = 120;

/**
 * Crawls, prints the report, and says how the command ends.
 *
 * @throws CommandError when nothing can be said; never with 1, which means a leak
 */
export async function runProbe(base: URL, options: ProbeCommandOptions): Promise<ExitCode> {
  try {
    return await crawlAndReport(base, options);
  } catch (error) {
    if (error instanceof CommandError && error.exitCode !== EXIT.failed) throw error;
    const isExplained = error instanceof CommandError || isProtocolError(error);
    const message = isExplained ? wordsOf(error) : `an unexpected error\n${stackOf(error)}`;
    throw new CommandError(message, EXIT.notDone, { cause: error });
  }
}

async function crawlAndReport(base: URL, options: ProbeCommandOptions): Promise<ExitCode> {
  const token = readToken(options.tokenFile);
  if (options.canaries && options.file === null)
    throw new CommandError(
      'To plant canaries it must know the store: name the configuration of the adapter with --config.',
      EXIT.usage,
    );
  const loaded = options.file === null ? null : await loadConfig(options.file);
  const site = loaded && readSite(loaded);
  const progress = new Progress(process.stderr);
  if (token !== null && base.protocol === 'http:' && !isHere(base))
    progress.note('The token travels unencrypted: this address is http.');
  const interruption = interruptible(
    () => progress.note(options.canaries ? 'Stopping; taking the canaries away …' : 'Stopping …'),
    new CommandError('Interrupted. Nothing that was planted is left.', EXIT.interrupted),
  );
  const crawl = (records: Records | null, indexDelay: number): Promise<ProbeReport> =>
    probe({
      ...{ base, site, config: loaded?.file ?? null, token, records, indexDelay },
      rate: options.rate ?? (isHere(base) ? RATE_HERE : RATE),
      signal: interruption.signal,
      onProgress: (done, total, requests) => progress.update(done, total, requests),
      note: (text) => progress.note(text),
    });
  try {
    const report =
      options.canaries && loaded && site
        ? await withRecordsToWrite(loaded, site, (records) => crawl(records, indexDelayOf(loaded)))
        : await crawl(null, 0);
    progress.clear();
    print(report, options.json);
    return exitCodeOf(report);
  } finally {
    progress.clear();
    interruption.dispose();
  }
}

/** Takes away what runs left behind that could not do so themselves. */
export async function removeCanaries(file: string | null): Promise<void> {
  const loaded: LoadedConfig = await loadConfig(file ?? undefined);
  const site: Site = readSite(loaded);
  await withRecordsToWrite(loaded, site, (records) => new Aviary(site, records).remove());
  process.stderr.write(`No canary is left in ${describeStore(chooseStore(loaded))}.\n`);
}

function indexDelayOf(loaded: LoadedConfig): number {
  return chooseStore(loaded).kind === 'dataverse' ? FEED : 0;
}

function print(report: ProbeReport, json: boolean): void {
  const text = json
    ? JSON.stringify(report, null, 2)
    : probeText(report, widthOf(process.stdout), styleFor(process.stdout));
  process.stdout.write(`${text}\n`);
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
}

/** A problem of a store may have no words but its code. */
function wordsOf(error: Error): string {
  return isProtocolError(error)
    ? `The records cannot be used: ${error.message || error.code}`
    : error.message;
}

function isHere({ hostname }: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
