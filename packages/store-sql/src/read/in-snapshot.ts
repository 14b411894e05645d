import type { Database } from '../dialect/tables.ts';

/** Several statements that see the records at one moment, whoever writes meanwhile. */
export function inSnapshot<T>(database: Database, body: (database: Database) => Promise<T>): Promise<T> {
  return database.transaction().setAccessMode('read only').setIsolationLevel('repeatable read').execute(body);
}
