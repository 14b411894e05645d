import type { Database } from '../dialect/tables.ts';
/** Several statements that see the records at one moment, whoever writes meanwhile. */
export declare function inSnapshot<T>(
  database: Database,
  body: (database: Database) => Promise<T>,
): Promise<T>;
