import { inSnapshot } from '../read/in-snapshot.ts';
import { ftsFullText } from '../search/fts-full-text.ts';
import { ftsIndex } from '../search/fts-index.ts';
import { searchRecords } from '../search/search-records.ts';
import { SearchThread } from '../search/search-thread.ts';
import { connectSqlite } from './connect-sqlite.ts';
import { openSqlite } from './open-sqlite.ts';
import { openUntouched } from './open-untouched.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { sqliteColumns } from './sqlite-columns.ts';
import { sqliteEvidence } from './sqlite-evidence.ts';
import { sqliteProblem } from './sqlite-problem.ts';
import { sqliteTextComparison } from './sqlite-text-comparison.ts';
import type { Database } from './tables.ts';

const SAME = {
  ...sqliteTextComparison,
  ...sqliteColumns,
  searchIndex: ftsIndex,
  problemOf: sqliteProblem,
  // SQLite tells nobody: other processes ask.
  announce: async () => {},
} satisfies Partial<SqlDialect>;

/** Every write transaction keeps out other writers from its beginning; see the driver. */
function writing(writer: Database): Pick<SqlDialect, 'writer' | 'transactions' | 'migrate' | 'hasTable'> {
  return {
    writer,
    transactions: { begin: () => writer.startTransaction().execute(), isConflict: () => false },
    migrate: (body) => writer.transaction().execute(body),
    hasTable: async (database, name) =>
      (await database.introspection.getTables()).some((table) => table.name === name),
  };
}

/** What is particular to SQLite. `cacheKiB` is the page cache of each connection. */
export function createSqliteDialect(file: string, cacheKiB: number): SqlDialect {
  return file === ':memory:' ? inMemory(cacheKiB) : inFile(file, cacheKiB);
}

/** A file has a connection that writes, one that reads meanwhile, and one that searches in another thread. */
function inFile(file: string, cacheKiB: number): SqlDialect {
  const writer = connectSqlite(() => openSqlite(file, { cacheKiB }));
  const reader = connectSqlite(() => openSqlite(file, { cacheKiB, readOnly: true }));
  const untouched = connectSqlite(() => openUntouched(file, cacheKiB));
  const thread = new SearchThread(file, cacheKiB);
  return {
    ...SAME,
    ...writing(writer),
    reader,
    untouched,
    evidence: () => sqliteEvidence(untouched),
    shared: true,
    search: (plan, context) => thread.search(plan, context.tables),
    close: async () => {
      await thread.close();
      await untouched.destroy();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

/** A database in memory belongs to one connection. */
function inMemory(cacheKiB: number): SqlDialect {
  const database = connectSqlite(() => openSqlite(':memory:', { cacheKiB }));
  return {
    ...SAME,
    ...writing(database),
    reader: database,
    untouched: database,
    evidence: () => sqliteEvidence(database),
    shared: false,
    search: (plan, context) =>
      inSnapshot(database, (snapshot) =>
        searchRecords(snapshot, plan, { ...context, fullText: ftsFullText }),
      ),
    close: () => database.destroy(),
  };
}
