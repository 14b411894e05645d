import type { StoredRecord, StoredValue, TableSchema } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { type FtsClass, ftsClass, ftsClasses } from './fts-tables.ts';
import type { SearchIndex } from './search-index.ts';

/** Records put into a new index at a time. */
const BATCH = 500;

/** How an engine keeps the index of one class. */
export interface ClassEngine {
  /**
   * Changes with the way indexes are made, and with how words are cut: an entry is taken out by the words it was made of.
   * Indexes made another way are made anew when a store opens.
   */
  readonly layout: string;
  create(transaction: WriteTransaction, entry: FtsClass): Promise<void>;
  /** By the name of the index alone: its class may be no longer known. */
  drop(transaction: WriteTransaction, index: string): Promise<void>;
  add(
    transaction: WriteTransaction,
    entry: FtsClass,
    row: number,
    record: Readonly<Record<string, StoredValue>>,
  ): Promise<void>;
  remove(transaction: WriteTransaction, entry: FtsClass, row: number, record: StoredRecord): Promise<void>;
}

/**
 * An index for each visibility class, so that the statistics by which one is ranked tell nothing of records
 * in another.
 */
export function classIndex(engine: ClassEngine): SearchIndex {
  return {
    async prepare(transaction, tables) {
      const wanted = tables.flatMap(ftsClasses);
      const present = new Map<string, string>();
      for (const row of await transaction.selectFrom('_search').selectAll().execute()) {
        present.set(String(row.name), String(row.layout));
      }
      for (const name of present.keys()) {
        if (!wanted.some(({ index }) => index === name)) await forget(engine, transaction, name);
      }
      for (const entry of wanted) {
        const layout = `${engine.layout} ${entry.columns.join()}`;
        if (present.get(entry.index) === layout) continue;
        if (present.has(entry.index)) await forget(engine, transaction, entry.index);
        await engine.create(transaction, entry);
        await transaction.insertInto('_search').values({ name: entry.index, layout }).execute();
        await fill(engine, transaction, entry);
      }
    },

    async add(transaction, table, row, record) {
      const entry = classOf(table, record);
      if (entry) await engine.add(transaction, entry, row, record);
    },

    async remove(transaction, table, row, record) {
      const entry = classOf(table, record);
      if (entry) await engine.remove(transaction, entry, row, record);
    },
  };
}

function classOf(table: TableSchema, record: StoredRecord): FtsClass | null {
  const visibility = table.search && record[table.search.visibility];
  const known = ftsClasses(table).some((entry) => entry.visibility === visibility);
  return known ? ftsClass(table, String(visibility)) : null;
}

async function forget(engine: ClassEngine, transaction: WriteTransaction, index: string): Promise<void> {
  await engine.drop(transaction, index);
  await transaction.deleteFrom('_search').where('name', '=', index).execute();
}

async function fill(engine: ClassEngine, transaction: WriteTransaction, entry: FtsClass): Promise<void> {
  const { table, columns, visibility } = entry;
  const visibilityColumn = table.search?.visibility ?? '';
  for (let after = 0; ; ) {
    const rows = await transaction
      .selectFrom(table.name)
      .select([ROW, 'id', ...columns])
      .where(visibilityColumn, '=', visibility)
      .where(ROW, '>', after)
      .orderBy(ROW)
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      await engine.add(transaction, entry, Number(row[ROW]), row as unknown as StoredRecord);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last[ROW]);
  }
}
