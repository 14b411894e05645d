import type { Evidence } from '@portico/adapter/check';
import type {
  GetPlan,
  ListPlan,
  ListResult,
  Made,
  SearchPlan,
  SearchResult,
  Store,
  StoreCapabilities,
  WritePlan,
} from '@portico/adapter/store';
import { INTERNAL_TABLES, type TableRecord, type TableSchema } from '@portico/protocol';
import { sql } from 'kysely';
import type { SqlDialect } from './dialect/sql-dialect.ts';
import { migrate } from './migrations/migrate.ts';
import type { FilterContext } from './read/compile-filter.ts';
import { ReadRecords } from './read/read-records.ts';
import { RecordStates } from './write/record-state.ts';
import { RecordTable } from './write/record-table.ts';
import { WriteQueue } from './write/write-queue.ts';
import { WriteRecords } from './write/write-records.ts';

/** What an opened store works with. */
interface Opened {
  readonly context: FilterContext;
  readonly reads: ReadRecords;
  readonly writes: WriteRecords;
}

/** A store over one SQL database; the dialect says which. */
export class SqlStore implements Store {
  readonly capabilities: StoreCapabilities;
  readonly #dialect: SqlDialect;
  readonly #queue: WriteQueue;
  #opened: Opened | undefined;

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
    this.#queue = new WriteQueue(dialect.transactions);
    this.capabilities = { fullText: true, shared: dialect.shared };
  }

  async open(tables: readonly TableSchema[]): Promise<void> {
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

  list(plan: Made<ListPlan>): Promise<ListResult> {
    return this.#run(({ reads }) => reads.list(plan));
  }

  get(plan: Made<GetPlan>): Promise<TableRecord | null> {
    return this.#run(({ reads }) => reads.get(plan));
  }

  search(plan: Made<SearchPlan>): Promise<SearchResult> {
    return this.#run(({ context }) => this.#dialect.search(plan, context));
  }

  write(plan: Made<WritePlan>): Promise<{ readonly id: string; readonly replayed: boolean }> {
    return this.#run(({ writes }) => this.#queue.add((transaction) => writes.run(transaction, plan)));
  }

  async ping(): Promise<void> {
    await this.#run(() => sql`select version from ${sql.table('_portico')}`.execute(this.#dialect.reader));
  }

  async evidence(): Promise<Evidence> {
    try {
      return await this.#dialect.evidence();
    } catch (error) {
      throw this.#dialect.problemOf(error);
    }
  }

  async close(): Promise<void> {
    await this.#dialect.close();
  }

  async #run<T>(body: (opened: Opened) => Promise<T>): Promise<T> {
    if (!this.#opened) throw new Error('The store was not opened.');
    try {
      return await body(this.#opened);
    } catch (error) {
      throw this.#dialect.problemOf(error);
    }
  }
}
