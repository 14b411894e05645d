import type { DatabaseSync } from 'node:sqlite';
import type { Database } from './tables.ts';
/** The database is opened when it is first asked something. */
export declare function connectSqlite(open: () => DatabaseSync): Database;
