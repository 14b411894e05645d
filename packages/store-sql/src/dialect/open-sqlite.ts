import { DatabaseSync } from 'node:sqlite';
import { foldText } from '@portico/protocol';

export interface OpenOptions {
  readonly readOnly?: boolean;
  /** KiB of pages held in memory by this connection. */
  readonly cacheKiB: number;
}

/** Bytes of the file that may be read through the memory map: reads then copy nothing. */
const MAPPED_BYTES = 256 * 1024 * 1024;

/**
 * Opens a database file for use by one process among several.
 * - `synchronous = full`: what was acknowledged survives a loss of power (SQLite documentation, "PRAGMA synchronous").
 * - `secure_delete = on`: erased personal data does not stay in free pages of the file.
 * - `trusted_schema = off`, defensive: a tampered file runs no functions and cannot be bent further.
 */
export function openSqlite(file: string, options: OpenOptions): DatabaseSync {
  const database = new DatabaseSync(file, {
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    readOnly: options.readOnly ?? false,
    // Writers wait in the driver; this is for the rare lock that a reader meets.
    timeout: options.readOnly ? 2000 : 0,
  });
  try {
    database.enableDefensive(true);
    if (!options.readOnly && file !== ':memory:') enterWal(database);
    database.exec(`
      pragma synchronous = full;
      pragma secure_delete = on;
      pragma trusted_schema = off;
      pragma cell_size_check = on;
      pragma temp_store = memory;
      pragma cache_size = -${options.cacheKiB};
      pragma mmap_size = ${MAPPED_BYTES};
    `);
    registerFunctions(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Changing the journal mode needs the file for itself for a moment, so two processes starting at once must wait here. */
function enterWal(database: DatabaseSync): void {
  database.exec('pragma busy_timeout = 5000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma busy_timeout = 0');
}

/** Text is compared by the protocol's own rule: SQLite's LIKE knows wildcards, and only ASCII case. */
function registerFunctions(database: DatabaseSync): void {
  const options = { deterministic: true, directOnly: true } as const;
  database.function('portico_contains', options, (text, folded) =>
    typeof text === 'string' && typeof folded === 'string' ? Number(foldText(text).includes(folded)) : null,
  );
  database.function('portico_starts_with', options, (text, folded) =>
    typeof text === 'string' && typeof folded === 'string' ? Number(foldText(text).startsWith(folded)) : null,
  );
}
