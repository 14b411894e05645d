import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { foldText } from '@portico/protocol';

export interface OpenOptions {
  readonly readOnly?: boolean;
  /** Nobody has the file open, or will while it is read: it is not locked, and no file is made beside it. */
  readonly immutable?: boolean;
  /** KiB of pages held in memory by this connection. */
  readonly cacheKiB: number;
}

/** SQLITE_BUSY, and the milliseconds two processes may take to come to terms about the journal mode. */
const BUSY = 5;
const WAL_PATIENCE = 10_000;

/** Bytes of the file that may be read through the memory map: reads then copy nothing. */
const MAPPED_BYTES = 256 * 1024 * 1024;

/**
 * Opens a database file for use by one process among several.
 * - `synchronous = full`: what was acknowledged survives a loss of power (SQLite documentation, "PRAGMA synchronous").
 * - `secure_delete = on`: erased personal data does not stay in free pages of the file.
 * - `trusted_schema = off`, defensive: a tampered file runs no functions and cannot be bent further.
 */
export function openSqlite(file: string, options: OpenOptions): DatabaseSync {
  const place = options.immutable ? new URL(`${pathToFileURL(file)}?immutable=1`) : file;
  const database = new DatabaseSync(place, {
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

/**
 * Changing the journal mode needs the file for itself for a moment. Two processes starting at once can each hold
 * what the other waits for, and then SQLite refuses at once whatever the busy timeout ("PRAGMA busy_timeout"; the
 * busy handler is not called where waiting could deadlock). So the one refused lets go and comes again.
 */
function enterWal(database: DatabaseSync): void {
  const deadline = Date.now() + WAL_PATIENCE;
  for (;;) {
    try {
      database.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== BUSY || Date.now() > deadline) throw error;
      // Opening is synchronous and comes before the first request: nobody else waits meanwhile.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 + Math.random() * 45);
    }
  }
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
