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
import type { Database } from './dialect/tables.ts';
import { checkLayout } from './migrations/check-layout.ts';
import { migrate } from './migrations/migrate.ts';
import type { FilterContext } from './read/compile-filter.ts';
import { inSnapshot } from './read/in-snapshot.ts';
import { ReadRecords } from './read/read-records.ts';
import { RecordStates } from './write/record-state.ts';
import { RecordTable } from './write/record-table.ts';
import { WriteQueue } from './write/write-queue.ts';
import { WriteRecords } from './write/write-records.ts';

/** What an opened store works with. */
interface Opened {
  readonly context: FilterContext;
  readonly reader: Database;
  readonly reads: ReadRecords;
  /** Null when it was opened to read. */
  readonly writes: WriteRecords | null;
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
    const context = { dialect: this.#dialect, tables: byName(tables) };
    const { reader } = this.#dialect;
    await this.#asked(() => migrate(this.#dialect, [...context.tables.values()]));
    this.#opened = {
      context,
      reader,
      reads: new ReadRecords(reader, context),
      writes: new WriteRecords(
        this.#dialect,
        new RecordStates(context, this.#dialect),
        new RecordTable(this.#dialect),
      ),
    };
  }

  async openToRead(tables: readonly TableSchema[]): Promise<void> {
    const context = { dialect: this.#dialect, tables: byName(tables) };
    const { untouched } = this.#dialect;
    const readOnly = <T>(body: (database: Database) => Promise<T>) => inSnapshot(untouched, body);
    await this.#asked(() =>
      readOnly((database) => checkLayout(database, this.#dialect, context.tables.values())),
    );
    const reads = new ReadRecords(untouched, context, readOnly);
    this.#opened = { context, reader: untouched, reads, writes: null };
  }

  list(plan: Made<ListPlan>): Promise<ListResult> {
    return this.#run(({ reads }) => reads.list(plan));
  }

  get(plan: Made<GetPlan>): Promise<TableRecord | null> {
    return this.#run(({ reads }) => reads.get(plan));
  }

  search(plan: Made<SearchPlan>): Promise<SearchResult> {
    return this.#run(({ context, writes }) => {
      mayMore(writes);
      return this.#dialect.search(plan, context);
    });
  }

  write(plan: Made<WritePlan>): Promise<{ readonly id: string; readonly replayed: boolean }> {
    return this.#run(({ writes }) => {
      mayMore(writes);
      return this.#queue.add((transaction) => writes.run(transaction, plan));
    });
  }

  async ping(): Promise<void> {
    await this.#run(({ reader }) => sql`select version from ${sql.table('_portico')}`.execute(reader));
  }

  async evidence(): Promise<Evidence> {
    return this.#asked(() => this.#dialect.evidence());
  }

  async close(): Promise<void> {
    await this.#dialect.close();
  }

  async #run<T>(body: (opened: Opened) => Promise<T>): Promise<T> {
    const opened = this.#opened;
    if (!opened) throw new Error('The store was not opened.');
    return this.#asked(() => body(opened));
  }

  /** Errors of the driver leave as the problems that they mean. */
  async #asked<T>(body: () => Promise<T>): Promise<T> {
    try {
      return await body();
    } catch (error) {
      throw this.#dialect.problemOf(error);
    }
  }
}

/** Later entries win, so that a configuration's own description of an internal table is taken. */
function byName(tables: readonly TableSchema[]): ReadonlyMap<string, TableSchema> {
  return new Map([...INTERNAL_TABLES, ...tables].map((table) => [table.name, table]));
}

function mayMore(writes: WriteRecords | null): asserts writes is WriteRecords {
  if (!writes) throw new Error('The store was opened to read.');
}
