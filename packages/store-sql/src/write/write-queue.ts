import type { ControlledTransaction } from 'kysely';
import type { Tables, WriteTransaction } from '../dialect/tables.ts';
import type { WriteTransactions } from '../dialect/write-transactions.ts';

/** How many writes share one transaction at most. */
const BATCH = 64;
/** How often a batch is done anew while no other process writes. Only programs that are not Portico can then be in the way. */
const ATTEMPTS_ALONE = 4;

interface Waiting {
  readonly work: (transaction: WriteTransaction) => Promise<unknown>;
  readonly done: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Writes that arrive together share one transaction, each within a savepoint of its own, because what costs
 * is making a transaction durable. None is acknowledged before the commit, and one that is refused takes
 * back its own changes only. A batch that met the writes of another process is done once more, and then
 * alone: so it ends, however many processes write.
 */
export class WriteQueue {
  readonly #transactions: WriteTransactions;
  #waiting: Waiting[] = [];
  #running = false;

  constructor(transactions: WriteTransactions) {
    this.#transactions = transactions;
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
    for (let attempt = 0; ; attempt += 1) {
      const alone = attempt > 0;
      try {
        return await this.#attempt(batch, alone);
      } catch (error) {
        if (attempt >= ATTEMPTS_ALONE || !this.#transactions.isConflict(error, alone)) throw error;
      }
    }
  }

  async #attempt(batch: readonly Waiting[], alone: boolean): Promise<readonly Outcome[]> {
    const transaction = await this.#transactions.begin(alone);
    try {
      const outcomes: Outcome[] = [];
      for (const { work } of batch) outcomes.push(await this.#outcome(transaction, work, alone));
      await transaction.commit().execute();
      return outcomes;
    } catch (error) {
      // A connection that broke cannot take anything back; its transaction ended with it.
      await transaction
        .rollback()
        .execute()
        .catch(() => {});
      throw error;
    }
  }

  async #outcome(
    transaction: ControlledTransaction<Tables>,
    work: Waiting['work'],
    alone: boolean,
  ): Promise<Outcome> {
    const saved = await transaction.savepoint('write').execute();
    let outcome: Outcome;
    try {
      outcome = { value: await work(transaction) };
    } catch (error) {
      if (this.#transactions.isConflict(error, alone)) throw error;
      outcome = { error };
      // A database that gave up the whole transaction, as on a full disk, has failed all of them.
      await saved
        .rollbackToSavepoint('write')
        .execute()
        .catch(() => Promise.reject(error));
    }
    await saved.releaseSavepoint('write').execute();
    return outcome;
  }
}
