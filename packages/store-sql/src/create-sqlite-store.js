import { createSqliteDialect } from './dialect/create-sqlite-dialect.js';
import { SqlStore } from './sql-store.js';
/** A store in one SQLite file, with nothing to install or run beside it. Call `open` before anything else. */
export function createSqliteStore(options) {
  return new SqlStore(createSqliteDialect(options.file, options.cacheKiB ?? 32_768));
}
//# sourceMappingURL=create-sqlite-store.js.map
