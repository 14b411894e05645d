import { DatabaseSync } from 'node:sqlite';
export interface OpenOptions {
  readonly readOnly?: boolean;
  /** KiB of pages held in memory by this connection. */
  readonly cacheKiB: number;
}
/**
 * Opens a database file for use by one process among several.
 * - `synchronous = full`: what was acknowledged survives a loss of power (SQLite documentation, "PRAGMA synchronous").
 * - `secure_delete = on`: erased personal data does not stay in free pages of the file.
 * - `trusted_schema = off`, defensive: a tampered file runs no functions and cannot be bent further.
 */
export declare function openSqlite(file: string, options: OpenOptions): DatabaseSync;
