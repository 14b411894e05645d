import type { DatabaseSync } from 'node:sqlite';
import type { DatabaseConnection, Driver, TransactionSettings } from 'kysely';
/** One connection to one database file. Kysely lends it to one caller at a time. */
export declare class NodeSqliteDriver implements Driver {
  #private;
  constructor(open: () => DatabaseSync);
  init(): Promise<void>;
  acquireConnection(): Promise<DatabaseConnection>;
  releaseConnection(): Promise<void>;
  /**
   * A writer takes the lock at once, because one that began as a reader could not become a writer any
   * more after another has written. Waiting is done here and not in SQLite, where it would hold the event loop.
   */
  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void>;
  commitTransaction(connection: DatabaseConnection): Promise<void>;
  rollbackTransaction(connection: DatabaseConnection): Promise<void>;
  savepoint(connection: DatabaseConnection, name: string): Promise<void>;
  rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void>;
  releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void>;
  destroy(): Promise<void>;
}
