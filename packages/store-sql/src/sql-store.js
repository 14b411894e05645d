import { INTERNAL_TABLES } from '@portico/protocol';
import { sql } from 'kysely';
import { migrate } from './migrations/migrate.js';
import { ReadRecords } from './read/read-records.js';
import { RecordStates } from './write/record-state.js';
import { RecordTable } from './write/record-table.js';
import { WriteQueue } from './write/write-queue.js';
import { WriteRecords } from './write/write-records.js';
/** A store over one SQL database; the dialect says which. */
export class SqlStore {
  capabilities;
  #dialect;
  #queue;
  #opened;
  constructor(dialect) {
    this.#dialect = dialect;
    this.#queue = new WriteQueue(dialect.transactions);
    this.capabilities = { fullText: true, shared: dialect.shared };
  }
  async open(tables) {
    // Later entries win, so that a configuration's own description of an internal table is taken.
    const known = new Map([...INTERNAL_TABLES, ...tables].map((table) => [table.name, table]));
    try {
      await migrate(this.#dialect, [...known.values()]);
    } catch (error) {
      throw this.#dialect.problemOf(error);
    }
    const context = { dialect: this.#dialect, tables: known };
    this.#opened = {
      context,
      reads: new ReadRecords(this.#dialect, context),
      writes: new WriteRecords(
        this.#dialect,
        new RecordStates(context, this.#dialect),
        new RecordTable(this.#dialect),
      ),
    };
  }
  list(plan) {
    return this.#run(({ reads }) => reads.list(plan));
  }
  get(plan) {
    return this.#run(({ reads }) => reads.get(plan));
  }
  search(plan) {
    return this.#run(({ context }) => this.#dialect.search(plan, context));
  }
  write(plan) {
    return this.#run(({ writes }) => this.#queue.add((transaction) => writes.run(transaction, plan)));
  }
  async ping() {
    await this.#run(() => sql`select version from ${sql.table('_portico')}`.execute(this.#dialect.reader));
  }
  async close() {
    await this.#dialect.close();
  }
  async #run(body) {
    if (!this.#opened) throw new Error('The store was not opened.');
    try {
      return await body(this.#opened);
    } catch (error) {
      throw this.#dialect.problemOf(error);
    }
  }
}
//# sourceMappingURL=sql-store.js.map
