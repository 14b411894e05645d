import type { WriteTransaction } from '../dialect/tables.ts';
import type { WriteTransactions } from '../dialect/write-transactions.ts';
/**
 * Writes that arrive together share one transaction, each within a savepoint of its own, because what costs
 * is making a transaction durable. None is acknowledged before the commit, and one that is refused takes
 * back its own changes only. A batch that met the writes of another process is done once more, and then
 * alone: so it ends, however many processes write.
 */
export declare class WriteQueue {
  #private;
  constructor(transactions: WriteTransactions);
  add<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T>;
}
