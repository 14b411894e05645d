import type { ControlledTransaction } from 'kysely';
import type { Tables } from './tables.ts';
/** How a database keeps apart writes that happen at the same time. */
export interface WriteTransactions {
  /**
   * A transaction in which what was read stays true until the commit, or the commit fails. With `alone` no
   * other write of any process happens meanwhile.
   */
  begin(alone: boolean): Promise<ControlledTransaction<Tables>>;
  /** The transaction met another one, and is to be done once more from its beginning. */
  isConflict(error: unknown, alone: boolean): boolean;
}
