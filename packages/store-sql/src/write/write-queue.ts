import type { Database, WriteTransaction } from '../dialect/tables.ts';

/** How many writes share one transaction at most. */
const BATCH = 64;

interface Waiting {
  readonly work: (transaction: WriteTransaction) => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Writes that arrive together share one transaction, each within a savepoint of its own, because what costs
 * is making a transaction durable. None is acknowledged before the commit, and one that is refused takes
 * back its own changes only.
 */
export class WriteQueue {
  readonly #database: Database;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(database: Database) {
    this.#database = database;
  }

  add<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, failed) => {
      this.#waiting.push({ work, done: (value) => resolve(value as T), failed });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Lets the requests that were read in the same turn of the event loop join the first batch.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        const outcomes = await this.#commit(batch);
        batch.forEach((waiting, at) => {
          const outcome = outcomes[at] as Outcome;
          if ('error' in outcome) waiting.failed(outcome.error);
          else waiting.done(outcome.value);
        });
      } catch (error) {
        for (const waiting of batch) waiting.failed(error);
      }
    }
    this.#running = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<readonly Outcome[]> {
    const transaction = await this.#database.startTransaction().execute();
    try {
      const outcomes: Outcome[] = [];
      for (const { work } of batch) {
        const saved = await transaction.savepoint('write').execute();
        try {
          outcomes.push({ value: await work(transaction) });
        } catch (error) {
          outcomes.push({ error });
          // A database that gave up the whole transaction, as on a full disk, has failed all of them.
          await saved
            .rollbackToSavepoint('write')
            .execute()
            .catch(() => Promise.reject(error));
        }
        await saved.releaseSavepoint('write').execute();
      }
      await transaction.commit().execute();
      return outcomes;
    } catch (error) {
      await transaction.rollback().execute();
      throw error;
    }
  }
}
