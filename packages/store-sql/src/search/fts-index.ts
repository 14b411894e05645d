import type { StoredValue } from '@portico/protocol';
import { sql } from 'kysely';
import type { WriteTransaction } from '../dialect/tables.ts';
import { classIndex } from './class-index.ts';
import { type FtsClass, ftsColumn } from './fts-tables.ts';
import { indexText } from './index-text.ts';

/** Marks belong to their words, as in `search/tokenize.ts`: by default FTS5 parts words at many of them. */
const WORDS = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc Me'";

/** Full-text indexes by FTS5. */
export const ftsIndex = classIndex({
  layout: 'fts5 3',
  create,

  async drop(transaction, index) {
    const name = index.slice('_fts__'.length);
    for (const table of [`_stems__${name}`, `_vocabulary__${name}`, index, `_words__${name}`]) {
      await sql`drop table if exists ${sql.table(table)}`.execute(transaction);
    }
  },

  async add(transaction, entry, row, record) {
    const texts = textsOf(entry, record);
    const columns = sql.join(entry.columns.map((column) => sql.id(ftsColumn(column))));
    await sql`insert into ${sql.table(entry.index)} (rowid, ${columns}) values (${row}, ${sql.join(texts)})`.execute(
      transaction,
    );
    await sql`insert into ${sql.table(entry.words)} (rowid, words) values (${row}, ${texts.join(' ')})`.execute(
      transaction,
    );
  },

  async remove(transaction, entry, row, record) {
    const texts = textsOf(entry, record);
    const columns = sql.join(entry.columns.map((column) => sql.id(ftsColumn(column))));
    await sql`insert into ${sql.table(entry.index)} (${sql.id(entry.index)}, rowid, ${columns}) values ('delete', ${row}, ${sql.join(texts)})`.execute(
      transaction,
    );
    await sql`delete from ${sql.table(entry.words)} where rowid = ${row}`.execute(transaction);
  },
});

function textsOf(entry: FtsClass, record: Readonly<Record<string, StoredValue>>): string[] {
  return entry.columns.map((column) => indexText(entry.table, column, record[column]));
}

/**
 * Contentless: the text is in the records already, and what is not kept twice cannot leak twice. Entries of the index are
 * taken out with their words, not by `contentless_delete`: with that, FTS5 counts records that are gone among those of
 * the class for ever, so the order of what is there would tell of what was there. Words, from which nothing is ranked, may.
 */
async function create(transaction: WriteTransaction, entry: FtsClass): Promise<void> {
  const columns = sql.join(entry.columns.map((column) => sql.id(ftsColumn(column))));
  await sql`create virtual table ${sql.table(entry.index)} using fts5(${columns}, content = '', prefix = '1 2 3', tokenize = ${sql.lit(`porter ${WORDS}`)})`.execute(
    transaction,
  );
  await sql`create virtual table ${sql.table(entry.words)} using fts5(words, content = '', contentless_delete = 1, detail = none, tokenize = ${sql.lit(WORDS)})`.execute(
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
