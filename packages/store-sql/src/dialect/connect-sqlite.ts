import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { NodeSqliteDialect } from './node-sqlite-dialect.ts';
import type { Database, Tables } from './tables.ts';

/** The database is opened when it is first asked something. */
export function connectSqlite(open: () => DatabaseSync): Database {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(open) });
}
