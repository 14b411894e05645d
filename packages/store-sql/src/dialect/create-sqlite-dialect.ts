import type { ColumnSchema } from '@portico/protocol';
import type { ColumnDataType } from 'kysely';
import { inSnapshot } from '../read/in-snapshot.ts';
import { ftsIndex } from '../search/fts-index.ts';
import { searchRecords } from '../search/search-records.ts';
import { SearchThread } from '../search/search-thread.ts';
import { connectSqlite } from './connect-sqlite.ts';
import { openSqlite } from './open-sqlite.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { sqliteProblem } from './sqlite-problem.ts';
import { sqliteTextComparison } from './sqlite-text-comparison.ts';

const SAME = { ...sqliteTextComparison, searchIndex: ftsIndex, columnType, problemOf: sqliteProblem };

/** What is particular to SQLite. `cacheKiB` is the page cache of each connection. */
export function createSqliteDialect(file: string, cacheKiB: number): SqlDialect {
  return file === ':memory:' ? inMemory(cacheKiB) : inFile(file, cacheKiB);
}

/** A file has a connection that writes, one that reads meanwhile, and one that searches in another thread. */
function inFile(file: string, cacheKiB: number): SqlDialect {
  const writer = connectSqlite(() => openSqlite(file, { cacheKiB }));
  const reader = connectSqlite(() => openSqlite(file, { cacheKiB, readOnly: true }));
  const thread = new SearchThread(file, cacheKiB);
  return {
    ...SAME,
    reader,
    writer,
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
function inMemory(cacheKiB: number): SqlDialect {
  const database = connectSqlite(() => openSqlite(':memory:', { cacheKiB }));
  return {
    ...SAME,
    reader: database,
    writer: database,
    shared: false,
    search: (plan, context) => inSnapshot(database, (snapshot) => searchRecords(snapshot, plan, context)),
    close: () => database.destroy(),
  };
}

/** Whole numbers too are kept as doubles: what JavaScript writes it gets back, up to 2^53 and beyond. */
function columnType(column: ColumnSchema): ColumnDataType {
  switch (column.type) {
    case 'boolean':
      return 'integer';
    case 'integer':
    case 'decimal':
      return 'double precision';
    default:
      return 'text';
  }
}
