import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult, TransactionSettings } from 'kysely';
import { isBusy } from './sqlite-problem.ts';

/** How many prepared statements a connection keeps; the least recently used goes first. */
const KEPT_STATEMENTS = 500;
/** How long a writer waits for another process, in milliseconds, before the store counts as unavailable. */
const WRITE_PATIENCE = 5000;

interface Prepared {
  readonly statement: StatementSync;
  readonly returnsRows: boolean;
}

/** A connection of `node:sqlite`. Calls are synchronous; statements are prepared once and kept. */
class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, returnsRows } = this.#prepare(query.sql);
    const values = query.parameters.map(toSqlite);
    if (returnsRows) return { rows: statement.all(...values) as R[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    const { statement } = this.#prepare(query.sql);
    for (const row of statement.iterate(...query.parameters.map(toSqlite))) yield { rows: [row as R] };
  }

  /** Runs a statement that has neither parameters nor rows. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** SQLite itself ends the transaction on some errors, such as a full disk. */
  rollback(): void {
    if (this.#database.isTransaction) this.#database.exec('rollback');
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): Prepared {
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

function toSqlite(value: unknown): SQLInputValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as SQLInputValue;
}

/** One connection to one database file. Kysely lends it to one caller at a time. */
export class NodeSqliteDriver implements Driver {
  readonly #open: () => DatabaseSync;
  #connection: NodeSqliteConnection | undefined;

  constructor(open: () => DatabaseSync) {
    this.#open = open;
  }

  async init(): Promise<void> {
    this.#connection = new NodeSqliteConnection(this.#open());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection as NodeSqliteConnection;
  }

  async releaseConnection(): Promise<void> {}

  /**
   * A writer takes the lock at once, because one that began as a reader could not become a writer any
   * more after another has written. Waiting is done here and not in SQLite, where it would hold the event loop.
   */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
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

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    bound(connection).exec('commit');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    bound(connection).rollback();
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    bound(connection).exec(`savepoint "${name}"`);
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    bound(connection).exec(`rollback to "${name}"`);
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    bound(connection).exec(`release "${name}"`);
  }

  async destroy(): Promise<void> {
    this.#connection?.close();
  }
}

/** Kysely hands back the connection that `acquireConnection` gave it. */
function bound(connection: DatabaseConnection): NodeSqliteConnection {
  return connection as NodeSqliteConnection;
}
