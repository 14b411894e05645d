import type { Store } from '@portico/adapter/store';
import { createPostgresDialect } from './dialect/create-postgres-dialect.ts';
import { SqlStore } from './sql-store.ts';

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with the parameters of libpq, such as `?sslmode=require`. */
  readonly url: string;
  /** Connections for reads and searches of this process; writes have two of their own. Default 10. */
  readonly poolSize?: number;
}

/**
 * A store in a PostgreSQL database, which any number of processes may share. Nothing is connected before
 * `open`, which makes the tables; call it before anything else.
 */
export function createPostgresStore(options: PostgresStoreOptions): Store {
  return new SqlStore(createPostgresDialect(options.url, options.poolSize ?? 10));
}
