import type { StoredRecord, StoredValue, TableSchema } from '@portico/protocol';
import { sql } from 'kysely';
import type { WriteTransaction } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { type FtsClass, ftsClass, ftsClasses, ftsColumn } from './fts-tables.ts';
import { indexText } from './index-text.ts';
import type { SearchIndex } from './search-index.ts';

/** Changes with the way indexes are made; indexes made another way are made anew when a store opens. */
const LAYOUT = 'fts5 2';
/** Marks belong to their words, as in `search/tokenize.ts`: by default FTS5 parts words at many of them. */
const WORDS = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc Me'";
/** Records put into a new index at a time. */
const BATCH = 500;

/**
 * Full-text search by FTS5. Each visibility class has an index of its own, so that the statistics by which
 * one is ranked tell nothing of records in another.
 */
export const ftsIndex: SearchIndex = {
  async prepare(transaction, tables) {
    const wanted = tables.flatMap(ftsClasses);
    const present = new Map<string, string>();
    for (const row of await transaction.selectFrom('_search').selectAll().execute()) {
      present.set(String(row.name), String(row.layout));
    }
    for (const name of present.keys()) {
      if (!wanted.some(({ index }) => index === name)) await drop(transaction, name);
    }
    for (const entry of wanted) {
      const layout = `${LAYOUT} ${entry.columns.join()}`;
      if (present.get(entry.index) === layout) continue;
      if (present.has(entry.index)) await drop(transaction, entry.index);
      await create(transaction, entry);
      await transaction.insertInto('_search').values({ name: entry.index, layout }).execute();
      await fill(transaction, entry);
    }
  },

  async add(transaction, table, row, record) {
    const entry = classOf(table, record);
    if (entry) await add(transaction, entry, row, record);
  },

  async remove(transaction, table, row, record) {
    const entry = classOf(table, record);
    if (!entry) return;
    await sql`delete from ${sql.table(entry.index)} where rowid = ${row}`.execute(transaction);
    await sql`delete from ${sql.table(entry.words)} where rowid = ${row}`.execute(transaction);
  },
};

function classOf(table: TableSchema, record: StoredRecord): FtsClass | null {
  const visibility = table.search && record[table.search.visibility];
  const known = ftsClasses(table).some((entry) => entry.visibility === visibility);
  return known ? ftsClass(table, String(visibility)) : null;
}

/** Contentless: the text is in the records already, and what is not kept twice cannot leak twice. */
async function create(transaction: WriteTransaction, entry: FtsClass): Promise<void> {
  const columns = sql.join(entry.columns.map((column) => sql.id(ftsColumn(column))));
  const options = sql`content = '', contentless_delete = 1`;
  await sql`create virtual table ${sql.table(entry.index)} using fts5(${columns}, ${options}, prefix = '1 2 3', tokenize = ${sql.lit(`porter ${WORDS}`)})`.execute(
    transaction,
  );
  await sql`create virtual table ${sql.table(entry.words)} using fts5(words, ${options}, detail = none, tokenize = ${sql.lit(WORDS)})`.execute(
    transaction,
  );
  for (const [name, of] of [
    [entry.stems, entry.index],
    [entry.vocabulary, entry.words],
  ] as const) {
    await sql`create virtual table ${sql.table(name)} using fts5vocab(${sql.id(of)}, 'row')`.execute(
      transaction,
    );
  }
}

async function drop(transaction: WriteTransaction, index: string): Promise<void> {
  const name = index.slice('_fts__'.length);
  for (const table of [`_stems__${name}`, `_vocabulary__${name}`, index, `_words__${name}`]) {
    await sql`drop table if exists ${sql.table(table)}`.execute(transaction);
  }
  await transaction.deleteFrom('_search').where('name', '=', index).execute();
}

async function fill(transaction: WriteTransaction, entry: FtsClass): Promise<void> {
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
      await add(transaction, entry, Number(row[ROW]), row as unknown as StoredRecord);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = Number(last[ROW]);
  }
}

async function add(
  transaction: WriteTransaction,
  entry: FtsClass,
  row: number,
  record: Readonly<Record<string, StoredValue>>,
): Promise<void> {
  const texts = entry.columns.map((column) => indexText(entry.table, column, record[column]));
  const columns = sql.join(entry.columns.map((column) => sql.id(ftsColumn(column))));
  await sql`insert into ${sql.table(entry.index)} (rowid, ${columns}) values (${row}, ${sql.join(texts)})`.execute(
    transaction,
  );
  await sql`insert into ${sql.table(entry.words)} (rowid, words) values (${row}, ${texts.join(' ')})`.execute(
    transaction,
  );
}
