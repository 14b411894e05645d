import { Kysely } from 'kysely';
import { NodeSqliteDialect } from './node-sqlite-dialect.js';
/** The database is opened when it is first asked something. */
export function connectSqlite(open) {
  return new Kysely({ dialect: new NodeSqliteDialect(open) });
}
//# sourceMappingURL=connect-sqlite.js.map
