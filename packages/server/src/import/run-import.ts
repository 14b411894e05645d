import { type Draft, type Item, ItemError, type ItemSource, type MapItem } from './draft.ts';
import type { ImportTally } from './import-tally.ts';

/** Records in a transaction, about: large enough to be fast, small enough to lose little when interrupted. */
const BATCH = 200;

export interface ImportOptions {
  readonly source: ItemSource;
  readonly map: MapItem;
  readonly write: (drafts: readonly Draft[]) => Promise<void>;
  readonly tally: ImportTally;
  /** Called after each item with the items read so far. */
  readonly onProgress?: (items: number) => void;
  /** Stops after the batch that is being written. */
  readonly signal?: AbortSignal;
  /** Stop at the first failure; what is written stays. */
  readonly strict?: boolean;
}

export interface ImportResult {
  readonly items: number;
  /** False when it was interrupted, or stopped by `strict`. */
  readonly complete: boolean;
}

/** Reads items, maps them to records and writes them in batches. Memory does not grow with the source. */
export async function runImport(options: ImportOptions): Promise<ImportResult> {
  const { source, map, write, tally, onProgress, signal, strict = false } = options;
  let items = 0;
  let batch: Draft[] = [];
  const ids = new Set<string>();

  const flush = async () => {
    await write(batch);
    batch = [];
    ids.clear();
  };
  const stopped = () => signal?.aborted === true || (strict && tally.failed > 0);

  for await (const item of source.items) {
    if (stopped()) return { items, complete: false };
    const drafts = draftsOf(item, map, tally);
    // The same record twice: the first is written before the second is compared with it.
    if (drafts.some((draft) => !draft.shared && ids.has(draft.id))) await flush();
    for (const draft of drafts) ids.add(draft.id);
    batch.push(...drafts);
    items += 1;
    if (batch.length >= BATCH) await flush();
    onProgress?.(items);
  }
  if (stopped()) return { items, complete: false };
  if (batch.length > 0) await flush();
  return { items, complete: !(strict && tally.failed > 0) };
}

function draftsOf(item: Item, map: MapItem, tally: ImportTally): readonly Draft[] {
  if ('fault' in item) {
    tally.fail(null, item.place, item.fault);
    return [];
  }
  try {
    return map(item.value, item.place);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    tally.fail(null, item.place, error.message);
    return [];
  }
}
