import { stem } from '@portico/adapter/store';
import type { StoredValue } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';
import { identifier } from '../read/identifier.ts';
import { classIndex } from './class-index.ts';
import type { FtsClass } from './fts-tables.ts';
import { indexText, isUnspaced } from './index-text.ts';
import { shortened } from './lexemes.ts';
import { makeTsvectors } from './make-tsvectors.ts';

/** A longer word is no word, and would not fit an entry of a B-tree. */
const LONGEST_WORD = 400;

/**
 * The table of a class's whole words, one row for each record that has one, with how often it stands in each column;
 * nothing but the name is known when it is dropped.
 */
export function wordsTable(index: string): string {
  return identifier(`${index}__words`);
}

/** How often a word stands in the column of this number. */
export function countColumn(column: number): RawBuilder<number> {
  return sql.id(`count_${column}`);
}

/**
 * Full-text indexes by `tsvector` and GIN. The words are Portico's own, so the engine's parsers and
 * dictionaries have no part in what is found. Beside each index is a table of whole words, from which
 * words are completed and corrected, and by whose counts records are ranked: a `tsvector` would have to be read whole to
 * tell how often it has a word. Rows of its own for each record, and not a count for each word, because writes of
 * different records would all have to wait for the counts of common words.
 */
export const tsvectorIndex = classIndex({
  layout: 'tsvector 2',

  async create(transaction, { index, columns }) {
    await sql`create table ${sql.table(index)} (
      "row" bigint not null, part integer not null, terms tsvector not null,
      length integer not null, phrases text[] collate "C",
      primary key ("row", part) include (length))`.execute(transaction);
    // Entries wait in no list: it would be read through by every search.
    await sql`create index ${sql.id(identifier(`${index}__terms`))} on ${sql.table(index)} using gin (terms) with (fastupdate = off)`.execute(
      transaction,
    );
    const words = wordsTable(index);
    const counts = columns.map((_, column) => countColumn(column));
    await sql`create table ${sql.table(words)} (
      word text collate "C" not null, "row" bigint not null, stem text collate "C" not null, length integer not null,
      ${sql.join(counts.map((count) => sql`${count} integer not null`))}, primary key (word, "row"))`.execute(
      transaction,
    );
    await sql`create index ${sql.id(identifier(`${words}__stem`))} on ${sql.table(words)} (stem, "row")
      include (length, ${sql.join(counts)})`.execute(transaction);
  },

  async drop(transaction, index) {
    await sql`drop table if exists ${sql.table(index)}, ${sql.table(wordsTable(index))}`.execute(transaction);
  },

  async add(transaction, entry, row, record) {
    const texts = textsOf(entry, record);
    const { parts, length, phrases } = makeTsvectors(texts, isUnspaced);
    const counted = countWords(texts);
    const counts = entry.columns.map((_, column) =>
      [...counted.values()].map((ofWord) => ofWord[column] ?? 0),
    );
    const stems = [...counted.keys()].map((word) => shortened(stem(word)));
    // One statement for all of a record, as each costs a round trip.
    await sql`with entries as (
        insert into ${sql.table(entry.index)} ("row", part, terms, length, phrases)
        select ${row}::bigint, part - 1, terms::tsvector, ${length}::integer, case when part = 1 then ${phrases}::text[] end
        from unnest(${parts}::text[]) with ordinality as t(terms, part))
      insert into ${sql.table(wordsTable(entry.index))} (word, "row", stem, length, ${sql.join(counts.map((_, column) => countColumn(column)))})
      select t.word, ${row}::bigint, t.stem, ${length}::integer, ${sql.join(counts.map((_, column) => countColumn(column)))}
      from unnest(${[...counted.keys()]}::text[], ${stems}::text[], ${sql.join(counts.map((count) => sql`${count}::integer[]`))})
        as t(word, stem, ${sql.join(counts.map((_, column) => countColumn(column)))})`.execute(transaction);
  },

  async remove(transaction, entry, row, record) {
    await sql`delete from ${sql.table(entry.index)} where "row" = ${row}`.execute(transaction);
    await sql`delete from ${sql.table(wordsTable(entry.index))}
      where "row" = ${row} and word = any(${[...countWords(textsOf(entry, record)).keys()]}::text[])`.execute(
      transaction,
    );
  },
});

function textsOf(entry: FtsClass, record: Readonly<Record<string, StoredValue>>): string[] {
  return entry.columns.map((column) => indexText(entry.table, column, record[column]));
}

/** How often each word stands in each of the columns. */
function countWords(texts: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const counts = new Map<string, number[]>();
  texts.forEach((text, column) => {
    for (const word of text.split(' ')) {
      if (word === '' || word.length > LONGEST_WORD) continue;
      const ofWord = counts.get(word) ?? texts.map(() => 0);
      ofWord[column] = (ofWord[column] ?? 0) + 1;
      counts.set(word, ofWord);
    }
  });
  return counts;
}
