import type { DatabaseSync } from 'node:sqlite';
import type { ColumnSchema } from '@portico/protocol';
import { type ColumnDataType, Kysely, sql } from 'kysely';
import { ftsIndex } from '../search/fts-index.ts';
import { searchRecords } from '../search/search-records.ts';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import { openSqlite } from './open-sqlite.ts';
import type { SqlDialect } from './sql-dialect.ts';
import { sqliteProblem } from './sqlite-problem.ts';
import type { Database, Tables } from './tables.ts';

/** What is particular to SQLite. `cacheKiB` is the page cache of each of the two connections. */
export function createSqliteDialect(file: string, cacheKiB: number): SqlDialect {
  const writer = connect(() => openSqlite(file, { cacheKiB }));
  // A database in memory belongs to one connection; a file has a second one that reads while another process writes.
  const reader = file === ':memory:' ? writer : connect(() => openSqlite(file, { cacheKiB, readOnly: true }));
  return {
    reader,
    writer,
    searchIndex: ftsIndex,
    search: searchRecords,
    shared: file !== ':memory:',
    columnType,
    contains: (text, folded) => sql<boolean>`portico_contains(${text}, ${folded})`,
    startsWith: (text, folded) => sql<boolean>`portico_starts_with(${text}, ${folded})`,
    problemOf: sqliteProblem,
  };
}

function connect(open: () => DatabaseSync): Database {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(open) });
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
