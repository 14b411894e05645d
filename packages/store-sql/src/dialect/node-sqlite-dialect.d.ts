import type { DatabaseSync } from 'node:sqlite';
import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
} from 'kysely';
/** Kysely on Node's own SQLite; Kysely itself brings a dialect for a native package only. */
export declare class NodeSqliteDialect implements Dialect {
  #private;
  constructor(open: () => DatabaseSync);
  createDriver(): Driver;
  createQueryCompiler(): QueryCompiler;
  createAdapter(): DialectAdapter;
  createIntrospector<T>(database: Kysely<T>): DatabaseIntrospector;
}
