import type { SqlDialect } from './sql-dialect.ts';
/** What is particular to SQLite. `cacheKiB` is the page cache of each connection. */
export declare function createSqliteDialect(file: string, cacheKiB: number): SqlDialect;
