import { resolve } from 'node:path';
import { createPlanner } from '@portico/adapter';
import type { TableSchema } from '@portico/protocol';
import { EXIT, type ExitCode } from '../command-error.ts';
import { createStore } from '../config/create-store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readSite } from '../config/read-site.ts';
import type { ItemSource, MapItem } from '../import/draft.ts';
import { ImportTally } from '../import/import-tally.ts';
import { presentRecords } from '../import/present-records.ts';
import { Progress } from '../import/progress.ts';
import { RecordWriter } from '../import/record-writer.ts';
import { type ImportResult, runImport } from '../import/run-import.ts';

/** Failures printed as they happen; beyond it they are only counted. */
const MAX_PRINTED = 50;

export interface SharedImportOptions {
  readonly config?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** What is imported into: the site's tables, and the adapter's own. */
export interface ImportTarget {
  readonly tables: ReadonlyMap<string, TableSchema>;
}

/** Opens the store of the configuration, imports, and prints what was done. The adapter need not run. */
export async function importInto(
  path: string,
  options: SharedImportOptions,
  mapFor: (target: ImportTarget) => MapItem,
  openSource: () => ItemSource,
): Promise<ExitCode> {
  const loaded = await loadConfig(options.config);
  const site = readSite(loaded);
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  const map = mapFor({ tables });
  const source = openSource();
  const store = createStore(loaded);
  const progress = new Progress(process.stderr);
  const tally = new ImportTally(({ place, reason }, count) => {
    if (count <= MAX_PRINTED) progress.note(`${place}: ${reason}`);
    if (count === MAX_PRINTED) progress.note('Further failures are only counted.');
  });
  const interruption = interruptible(() => progress.note('Stopping after this batch …'));
  try {
    await store.open(site.storeTables);
    const readPresent = presentRecords(site.config, store);
    const writer = new RecordWriter({ tables, planner: createPlanner(site), store, readPresent, tally });
    const result = await runImport({
      source,
      map,
      write: (drafts) => writer.write(drafts),
      tally,
      onProgress: (items) => progress.update(source.bytes(), source.totalBytes, items),
      signal: interruption.signal,
      strict: options.strict === true,
    });
    progress.clear();
    print(summaryOf(path, result, tally, progress.milliseconds), options.json === true);
    if (interruption.signal.aborted && !result.complete) {
      process.stderr.write(
        'Interrupted. Everything counted above is kept; run the same command again to go on.\n',
      );
      return EXIT.interrupted;
    }
    return tally.failed > 0 ? EXIT.failed : EXIT.ok;
  } finally {
    progress.clear();
    interruption.dispose();
    await store.close();
  }
}

/** Ctrl-C asks to stop; a second one ends the process at once, which the store survives as well. */
function interruptible(onInterrupt: () => void): { signal: AbortSignal; dispose: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
    onInterrupt();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

/** The shape of `--json`. */
export interface ImportSummary {
  readonly path: string;
  readonly complete: boolean;
  readonly items: number;
  readonly failed: number;
  readonly seconds: number;
  readonly itemsPerSecond: number;
  readonly tables: Readonly<
    Record<string, { created: number; updated: number; unchanged: number; failed: number }>
  >;
  /** The first thousand. */
  readonly failures: readonly { readonly place: string; readonly reason: string }[];
}

function summaryOf(
  path: string,
  result: ImportResult,
  tally: ImportTally,
  milliseconds: number,
): ImportSummary {
  const seconds = Math.round(milliseconds / 10) / 100;
  return {
    path: resolve(path),
    complete: result.complete,
    items: result.items,
    failed: tally.failed,
    seconds,
    itemsPerSecond: seconds > 0 ? Math.round(result.items / seconds) : result.items,
    tables: Object.fromEntries(tally.tables),
    failures: tally.failures,
  };
}

function print(summary: ImportSummary, json: boolean): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return;
  }
  const { path, items, seconds, itemsPerSecond, failed } = summary;
  process.stdout.write(`${path}: ${items} items in ${seconds} s (${itemsPerSecond} per second)\n`);
  for (const [table, counts] of Object.entries(summary.tables)) {
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    process.stdout.write(
      `  ${table.padEnd(12)} ${parts.map(([name, count]) => `${count} ${name}`).join(', ')}\n`,
    );
  }
  if (failed > 0) process.stdout.write(`  ${failed} failed; they are named above\n`);
}
