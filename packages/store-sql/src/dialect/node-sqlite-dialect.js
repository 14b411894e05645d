import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { NodeSqliteDriver } from './node-sqlite-driver.js';
/** Kysely on Node's own SQLite; Kysely itself brings a dialect for a native package only. */
export class NodeSqliteDialect {
  #open;
  constructor(open) {
    this.#open = open;
  }
  createDriver() {
    return new NodeSqliteDriver(this.#open);
  }
  createQueryCompiler() {
    return new SqliteQueryCompiler();
  }
  createAdapter() {
    return new SqliteAdapter();
  }
  createIntrospector(database) {
    return new SqliteIntrospector(database);
  }
}
//# sourceMappingURL=node-sqlite-dialect.js.map
