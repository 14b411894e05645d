import { existsSync, realpathSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { MissingTablesError } from '@portico/adapter/store';
import { openSqlite } from './open-sqlite.ts';

/**
 * Opens a database file to read, and leaves no trace. A connection that can only read still makes the files `-wal` and
 * `-shm` where there are none, and cannot take them away again ("Write-Ahead Logging", read-only databases); made by
 * another user than the adapter's, they would keep the adapter out. Where there is no `-wal`, nobody has the database
 * open, so it is read as one that does not change. What an adapter that starts just then writes is not seen. Where there
 * is one, an adapter runs, or was killed and left work in it, which is read with it; then `-shm` may be made anew.
 *
 * @throws MissingTablesError when there is no file
 */
export function openUntouched(file: string, cacheKiB: number): DatabaseSync {
  if (!existsSync(file)) throw new MissingTablesError('SQLite', [`The file ${file} does not exist.`]);
  const immutable = !existsSync(`${realpathSync(file)}-wal`);
  return openSqlite(file, { cacheKiB, readOnly: true, immutable });
}
