import { setTimeout as delay } from 'node:timers/promises';
import { isBusy } from './sqlite-problem.js';

/** How many prepared statements a connection keeps; the least recently used goes first. */
const KEPT_STATEMENTS = 500;
/** How long a writer waits for another process, in milliseconds, before the store counts as unavailable. */
const WRITE_PATIENCE = 5000;
/** A connection of `node:sqlite`. Calls are synchronous; statements are prepared once and kept. */
class NodeSqliteConnection {
  #database;
  #statements = new Map();
  constructor(database) {
    this.#database = database;
  }
  async executeQuery(query) {
    const { statement, returnsRows } = this.#prepare(query.sql);
    const values = query.parameters.map(toSqlite);
    if (returnsRows) return { rows: statement.all(...values) };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }
  async *streamQuery(query) {
    const { statement } = this.#prepare(query.sql);
    for (const row of statement.iterate(...query.parameters.map(toSqlite))) yield { rows: [row] };
  }
  /** Runs a statement that has neither parameters nor rows. */
  exec(sql) {
    this.#database.exec(sql);
  }
  /** SQLite itself ends the transaction on some errors, such as a full disk. */
  rollback() {
    if (this.#database.isTransaction) this.#database.exec('rollback');
  }
  close() {
    this.#statements.clear();
    this.#database.close();
  }
  #prepare(sql) {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    this.#statements.set(sql, prepared);
    const oldest = this.#statements.keys().next();
    if (this.#statements.size > KEPT_STATEMENTS && !oldest.done) this.#statements.delete(oldest.value);
    return prepared;
  }
}
function toSqlite(value) {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value;
}
/** One connection to one database file. Kysely lends it to one caller at a time. */
export class NodeSqliteDriver {
  #open;
  #connection;
  constructor(open) {
    this.#open = open;
  }
  async init() {
    this.#connection = new NodeSqliteConnection(this.#open());
  }
  async acquireConnection() {
    return this.#connection;
  }
  async releaseConnection() {}
  /**
   * A writer takes the lock at once, because one that began as a reader could not become a writer any
   * more after another has written. Waiting is done here and not in SQLite, where it would hold the event loop.
   */
  async beginTransaction(connection, settings) {
    const own = bound(connection);
    if (settings.accessMode === 'read only') return own.exec('begin');
    const deadline = Date.now() + WRITE_PATIENCE;
    for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
      try {
        return own.exec('begin immediate');
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error;
        await delay(pause);
      }
    }
  }
  async commitTransaction(connection) {
    bound(connection).exec('commit');
  }
  async rollbackTransaction(connection) {
    bound(connection).rollback();
  }
  async savepoint(connection, name) {
    bound(connection).exec(`savepoint "${name}"`);
  }
  async rollbackToSavepoint(connection, name) {
    bound(connection).exec(`rollback to "${name}"`);
  }
  async releaseSavepoint(connection, name) {
    bound(connection).exec(`release "${name}"`);
  }
  async destroy() {
    this.#connection?.close();
  }
}
/** Kysely hands back the connection that `acquireConnection` gave it. */
function bound(connection) {
  return connection;
}
//# sourceMappingURL=node-sqlite-driver.js.map
