import { createPostgresDialect } from './dialect/create-postgres-dialect.js';
import { SqlStore } from './sql-store.js';
/**
 * A store in a PostgreSQL database, which any number of processes may share. Nothing is connected before
 * `open`, which makes the tables; call it before anything else.
 */
export function createPostgresStore(options) {
  return new SqlStore(createPostgresDialect(options.url, options.poolSize ?? 10));
}
//# sourceMappingURL=create-postgres-store.js.map
