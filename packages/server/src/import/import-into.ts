import { createPlanner } from '@portico/adapter';
import { EXIT, type ExitCode } from '../command-error.ts';
import { createStore } from '../config/create-store.ts';
import { loadConfig } from '../config/load-config.ts';
import { readSite } from '../config/read-site.ts';
import { chooseStore } from '../config/store-choice.ts';
import { whyNotOpened } from '../config/why-not-opened.ts';
import { interruptible } from '../interruptible.ts';
import { type ImportKind, mapFor } from './import-kind.ts';
import { printSummary, summaryOf } from './import-summary.ts';
import { ImportTally } from './import-tally.ts';
import { openSource } from './open-source.ts';
import { presentRecords } from './present-records.ts';
import { Progress } from './progress.ts';
import { RecordWriter } from './record-writer.ts';
import { runImport } from './run-import.ts';

/** Failures printed as they happen; beyond it they are only counted. */
const MAX_PRINTED = 50;

export interface SharedImportOptions {
  readonly config?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Opens the store of the configuration, imports, and prints what was done. The adapter need not run. */
export async function importInto(
  path: string,
  options: SharedImportOptions,
  kind: ImportKind,
): Promise<ExitCode> {
  const loaded = await loadConfig(options.config);
  const site = readSite(loaded);
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  const map = mapFor(kind, tables);
  const source = openSource(path, kind.kind === 'articles');
  const store = createStore(loaded);
  const progress = new Progress(process.stderr);
  const tally = new ImportTally(({ place, reason }, count) => {
    if (count <= MAX_PRINTED) progress.note(`${place}: ${reason}`);
    if (count === MAX_PRINTED) progress.note('Further failures are only counted.');
  });
  const interruption = interruptible(() => progress.note('Stopping after this batch …'));
  try {
    await store.open(site.storeTables).catch((error) => {
      throw whyNotOpened(error, chooseStore(loaded));
    });
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
    printSummary(summaryOf(path, result, tally, progress.milliseconds), options.json === true);
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
