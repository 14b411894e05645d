import type { Planner } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import type { ItemSource, MapItem } from './draft.ts';
import { type ImportSummary, summaryOf } from './import-summary.ts';
import { ImportTally } from './import-tally.ts';
import type { presentRecords } from './present-records.ts';
import type { Progress } from './progress.ts';
import { RecordWriter } from './record-writer.ts';
import { runImport } from './run-import.ts';

/** Failures printed as they happen; beyond it they are only counted. */
const MAX_PRINTED = 50;

/** Where records go, and what stops them. */
export interface Destination {
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly planner: Planner;
  readonly store: Store;
  readonly readPresent: ReturnType<typeof presentRecords>;
  readonly signal: AbortSignal;
  readonly strict: boolean;
}

/** Imports one file or folder, and shows meanwhile how far it is. */
export async function importOne(
  { path, map, source }: { readonly path: string; readonly map: MapItem; readonly source: ItemSource },
  { signal, strict, ...records }: Destination,
  progress: Progress,
): Promise<ImportSummary> {
  const tally = new ImportTally(({ place, reason }, count) => {
    if (count <= MAX_PRINTED) progress.note(`${place}: ${reason}`);
    if (count === MAX_PRINTED) progress.note('Further failures are only counted.');
  });
  const writer = new RecordWriter({ ...records, tally });
  try {
    const result = await runImport({
      source,
      map,
      write: (drafts) => writer.write(drafts),
      tally,
      onProgress: (items) => progress.update(source.bytes(), source.totalBytes, items),
      signal,
      strict,
    });
    return summaryOf(path, result, tally, progress.milliseconds);
  } finally {
    progress.clear();
  }
}
