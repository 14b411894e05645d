import type { StoredValue } from '@portico/protocol';
import { sql } from 'kysely';
import { identifier } from '../read/identifier.ts';
import { classIndex } from './class-index.ts';
import type { FtsClass } from './fts-tables.ts';
import { indexText, isUnspaced } from './index-text.ts';
import { makeTsvectors } from './make-tsvectors.ts';

/** A longer word is no word, and would not fit an entry of a B-tree. */
const LONGEST_WORD = 400;

/** The table of a class's whole words, one row for each record that has one; nothing but the name is known when it is dropped. */
export function wordsTable(index: string): string {
  return identifier(`${index}__words`);
}

/**
 * Full-text indexes by `tsvector` and GIN. The words are Portico's own, so the engine's parsers and
 * dictionaries have no part in what is found. Beside each index is a table of whole words, from which
 * words are completed and corrected. Rows of its own for each record, and not a count for each word, because
 * writes of different records would all have to wait for the counts of common words.
 */
export const tsvectorIndex = classIndex({
  layout: 'tsvector 1',

  async create(transaction, { index }) {
    await sql`create table ${sql.table(index)} (
      "row" bigint not null, part integer not null, terms tsvector not null,
      length integer not null, phrases text[] collate "C",
      primary key ("row", part) include (length))`.execute(transaction);
    // Entries wait in no list: it would be read through by every search.
    await sql`create index ${sql.id(identifier(`${index}__terms`))} on ${sql.table(index)} using gin (terms) with (fastupdate = off)`.execute(
      transaction,
    );
    await sql`create table ${sql.table(wordsTable(index))} (
      word text collate "C" not null, "row" bigint not null, primary key (word, "row"))`.execute(transaction);
  },

  async drop(transaction, index) {
    await sql`drop table if exists ${sql.table(index)}, ${sql.table(wordsTable(index))}`.execute(transaction);
  },

  async add(transaction, entry, row, record) {
    const texts = textsOf(entry, record);
    const { parts, length, phrases } = makeTsvectors(texts, isUnspaced);
    // One statement for all of a record, as each costs a round trip.
    await sql`with entries as (
        insert into ${sql.table(entry.index)} ("row", part, terms, length, phrases)
        select ${row}::bigint, part - 1, terms::tsvector, ${length}::integer, case when part = 1 then ${phrases}::text[] end
        from unnest(${parts}::text[]) with ordinality as t(terms, part))
      insert into ${sql.table(wordsTable(entry.index))} (word, "row")
      select word, ${row}::bigint from unnest(${wordsIn(texts)}::text[]) as word`.execute(transaction);
  },

  async remove(transaction, entry, row, record) {
    await sql`delete from ${sql.table(entry.index)} where "row" = ${row}`.execute(transaction);
    await sql`delete from ${sql.table(wordsTable(entry.index))}
      where "row" = ${row} and word = any(${wordsIn(textsOf(entry, record))}::text[])`.execute(transaction);
  },
});

function textsOf(entry: FtsClass, record: Readonly<Record<string, StoredValue>>): string[] {
  return entry.columns.map((column) => indexText(entry.table, column, record[column]));
}

function wordsIn(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap((text) => text.split(' ')));
  return [...words].filter((word) => word !== '' && word.length <= LONGEST_WORD);
}
