import { stem } from '@portico/adapter/store';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
import type { FullText } from './full-text.ts';
import { partsOf, shortened } from './lexemes.ts';
import { wordsTable } from './tsvector-index.ts';
import { phraseIn, wordQuery } from './tsvector-query.ts';
import { tsvectorRanking } from './tsvector-ranking.ts';

/** Full-text search by PostgreSQL's `tsvector`. */
export const tsvectorFullText: FullText = {
  found(entry, columns, { words, lastIsPrefix }) {
    const numbers = columns.map((column) => entry.columns.indexOf(column));
    const isLast = (at: number) => lastIsPrefix && at === words.length - 1;
    const single = words.flatMap((word, at) =>
      partsOf(word).length > 1 ? [] : [wordQuery(numbers, word, isLast(at))],
    );
    const conditions: RawBuilder<boolean>[] = words.flatMap((word, at) =>
      partsOf(word).length > 1 ? [phraseIn(numbers, word, isLast(at))] : [],
    );
    if (single.length > 0) conditions.push(sql`f.terms @@ ${single.join(' | ')}::tsquery`);
    return {
      row: sql`${sql.id('f', 'row')}`,
      condition: conditions.length === 0 ? sql`false` : sql`(${sql.join(conditions, sql` or `)})`,
    };
  },

  recordCounts,

  async words(database, { index }, range) {
    const condition =
      'among' in range
        ? sql`word = any(${range.among}::text[])`
        : sql`word >= ${range.from} and word < ${range.before}`;
    const query = sql<{ word: string; count: number }>`
      select word, count(*) as count from ${sql.table(wordsTable(index))} where ${condition} group by word`;
    return new Map((await query.execute(database)).rows.map(({ word, count }) => [word, count]));
  },

  ...tsvectorRanking,
};

async function recordCounts(
  database: Database,
  entry: FtsClass,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const stems = words.filter((word) => partsOf(word).length === 1).map(stem);
  if (stems.length === 0) return new Map();
  const kept = new Map(stems.map((word) => [shortened(word), word]));
  // One after the other: each is then counted in the order of its index.
  const counted = sql<{ stem: string; count: number }>`
    select t.stem, (select count(distinct w."row") from ${sql.table(wordsTable(entry.index))} as w where w.stem = t.stem collate "C") as count
    from unnest(${[...kept.keys()]}::text[]) as t(stem)`;
  const { rows } = await counted.execute(database);
  return new Map(
    rows.filter(({ count }) => count > 0).map(({ stem: key, count }) => [kept.get(key) ?? key, count]),
  );
}
