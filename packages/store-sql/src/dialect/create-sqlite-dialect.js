import { inSnapshot } from '../read/in-snapshot.js';
import { ftsFullText } from '../search/fts-full-text.js';
import { ftsIndex } from '../search/fts-index.js';
import { searchRecords } from '../search/search-records.js';
import { SearchThread } from '../search/search-thread.js';
import { connectSqlite } from './connect-sqlite.js';
import { openSqlite } from './open-sqlite.js';
import { sqliteColumns } from './sqlite-columns.js';
import { sqliteProblem } from './sqlite-problem.js';
import { sqliteTextComparison } from './sqlite-text-comparison.js';

const SAME = {
  ...sqliteTextComparison,
  ...sqliteColumns,
  searchIndex: ftsIndex,
  problemOf: sqliteProblem,
  // SQLite tells nobody: other processes ask.
  announce: async () => {},
};
/** Every write transaction keeps out other writers from its beginning; see the driver. */
function writing(writer) {
  return {
    writer,
    transactions: { begin: () => writer.startTransaction().execute(), isConflict: () => false },
    migrate: (body) => writer.transaction().execute(body),
    hasTable: async (transaction, name) =>
      (await transaction.introspection.getTables()).some((table) => table.name === name),
  };
}
/** What is particular to SQLite. `cacheKiB` is the page cache of each connection. */
export function createSqliteDialect(file, cacheKiB) {
  return file === ':memory:' ? inMemory(cacheKiB) : inFile(file, cacheKiB);
}
/** A file has a connection that writes, one that reads meanwhile, and one that searches in another thread. */
function inFile(file, cacheKiB) {
  const writer = connectSqlite(() => openSqlite(file, { cacheKiB }));
  const reader = connectSqlite(() => openSqlite(file, { cacheKiB, readOnly: true }));
  const thread = new SearchThread(file, cacheKiB);
  return {
    ...SAME,
    ...writing(writer),
    reader,
    shared: true,
    search: (plan, context) => thread.search(plan, context.tables),
    close: async () => {
      await thread.close();
      await reader.destroy();
      await writer.destroy();
    },
  };
}
/** A database in memory belongs to one connection. */
function inMemory(cacheKiB) {
  const database = connectSqlite(() => openSqlite(':memory:', { cacheKiB }));
  return {
    ...SAME,
    ...writing(database),
    reader: database,
    shared: false,
    search: (plan, context) =>
      inSnapshot(database, (snapshot) =>
        searchRecords(snapshot, plan, { ...context, fullText: ftsFullText }),
      ),
    close: () => database.destroy(),
  };
}
//# sourceMappingURL=create-sqlite-dialect.js.map
