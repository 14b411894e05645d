import { ProtocolError } from '@portico/protocol';
import type { Snapshot } from './snapshot.ts';
import type { Wanted } from './wanted.ts';

/** Reads what is wanted and puts it into the snapshot. */
export type Load = (snapshot: Snapshot, wanted: Wanted) => Promise<void>;

/** Each round follows one more link from record to record; permissions and filters are far less deep. */
const MAX_ROUNDS = 60;

/**
 * The outcome of a computation over a snapshot, once it finds there every row it asks for. It is run again
 * after each round of reading, so it must have no effects; outcomes of runs that missed a row count for
 * nothing, thrown ones neither.
 */
export async function evaluate<T>(snapshot: Snapshot, load: Load, compute: () => T): Promise<T> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const outcome = attempt(compute);
    const wanted = snapshot.takeWanted();
    if (wanted.empty) {
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    }
    await load(snapshot, wanted);
  }
  throw new ProtocolError('store_unavailable', 'The records are linked too deeply to be read.');
}

function attempt<T>(compute: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: compute() };
  } catch (error) {
    return { error };
  }
}
