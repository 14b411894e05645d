import { createPlanner } from '@portico/adapter';
import { EXIT, type ExitCode } from '../command-error.ts';
import { createStore } from '../config/create-store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readSite } from '../config/read-site.ts';
import { chooseStore } from '../config/store-choice.ts';
import { whyNotOpened } from '../config/why-not-opened.ts';
import { interruptible } from '../interruptible.ts';
import { type ImportKind, mapFor } from './import-kind.ts';
import { importOne } from './import-one.ts';
import { printSummary } from './import-summary.ts';
import { openSource } from './open-source.ts';
import { presentRecords } from './present-records.ts';
import { Progress } from './progress.ts';

export interface SharedImportOptions {
  readonly config?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** A file or a folder, and what it holds. */
export interface ImportRequest {
  readonly path: string;
  readonly kind: ImportKind;
}

/**
 * Opens the store of the configuration, imports one after the other, and prints what was done. The adapter need not run.
 * What is interrupted, or stopped by `strict`, keeps those after it from being begun.
 */
export async function importInto(
  requests: readonly ImportRequest[],
  options: SharedImportOptions,
): Promise<ExitCode> {
  const loaded = await loadConfig(options.config);
  const site = readSite(loaded);
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  // All of them before anything is written: a mistyped path is told at once.
  const imports = requests.map(({ path, kind }) => ({
    path,
    map: mapFor(kind, tables),
    source: openSource(path, kind.kind === 'articles'),
  }));
  const store = createStore(loaded);
  let progress = new Progress(process.stderr);
  const interruption = interruptible(() => progress.note('Stopping after this batch …'));
  const { signal } = interruption;
  let failed = 0;
  let complete = true;
  try {
    await store.open(site.storeTables).catch((error) => {
      throw whyNotOpened(error, chooseStore(loaded));
    });
    const strict = options.strict === true;
    const readPresent = presentRecords(site.config, store);
    const destination = { tables, planner: createPlanner(site), store, readPresent, signal, strict };
    for (const one of imports) {
      if (!complete) break;
      progress = new Progress(process.stderr);
      const summary = await importOne(one, destination, progress);
      printSummary(summary, options.json === true);
      failed += summary.failed;
      complete = summary.complete;
    }
  } finally {
    interruption.dispose();
    await store.close();
  }
  if (signal.aborted && !complete) {
    process.stderr.write(
      'Interrupted. Everything counted above is kept; run the same command again to go on.\n',
    );
    return EXIT.interrupted;
  }
  return failed > 0 ? EXIT.failed : EXIT.ok;
}
