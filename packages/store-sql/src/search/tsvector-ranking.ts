import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { columnOf, sourceOf } from '../read/column.ts';
import { type ClassSize, inverseFrequency, saturated } from './bm25.ts';
import type { FtsClass } from './fts-tables.ts';
import type { FullText, RankedWords, SearchContext } from './full-text.ts';
import { visibleRecords } from './matching-rows.ts';
import { type RankedRow, SCORE_DIGITS } from './ranked-row.ts';
import { phraseFrequency, readOccurrences } from './read-occurrences.ts';
import { scoredRows, type WeighedWord, weightOf } from './scored-rows.ts';

/**
 * Ranking by the counts of words kept beside each `tsvector`, with the statistics that FTS5 has: PostgreSQL's own ranking
 * knows none. Only where pairs stand is read from the vectors themselves, of the records that may be shown.
 */
export const tsvectorRanking: Pick<FullText, 'size' | 'best' | 'scores' | 'pairs'> = {
  async size(database, { index }) {
    const sizes = sql<ClassSize>`
        select count(*) as size, coalesce(avg(length), 0)::double precision as "meanLength"
        from ${sql.table(index)} where part = 0`;
    return (await sizes.execute(database)).rows[0] ?? { size: 0, meanLength: 0 };
  },

  async best(database, source, words, size, { most, tiesById }, context) {
    const { plan, entry, coverage } = source;
    const [all] = coverage;
    if (!all) return [];
    const weighed = await weigh(database, entry, words, size, context);
    const scored = sql`(${scoredRows(entry, weighed, size)}) as p`;
    const { join, visible } = visibleRecords(source, all, sql<number>`p."row"`, context);
    const found = sql`select p."row", p.score from ${scored} ${join} where ${visible}`;
    const limited = tiesById ? found : sql`${found} order by p.score desc limit ${most}`;
    const records = { table: plan.projection.table, alias: 'i' };
    const id = columnOf(records, 'id');
    const order = tiesById
      ? sql`order by round(t.score::numeric, ${sql.lit(SCORE_DIGITS)}) desc, ${id} limit ${most}`
      : sql``;
    const query = sql<RankedRow>`select t."row", ${id} as id, t.score
        from (${limited}) as t join ${sourceOf(records)} on ${sql.id('i', ROW)} = t."row" ${order}`;
    return (await query.execute(database)).rows;
  },

  async scores(database, { entry }, words, rows, size, context) {
    const sought = { words, lastIsPrefix: false, needed: null };
    const weighed = await weigh(database, entry, sought, size, context);
    const query = sql<{ row: number; score: number }>`${scoredRows(entry, weighed, size, rows)}`;
    const { rows: found } = await query.execute(database);
    return new Map(found.map(({ row, score }) => [row, score]));
  },

  async pairs(database, { entry }, pairs, rows, size) {
    const occurrences = await readOccurrences(database, entry, rows, pairs.flat());
    const weights = entry.columns.map((column) => weightOf(entry, column));
    const said = pairs.map((pair) => pair.join(' '));
    return new Map(
      [...occurrences].map(([row, ofRow]) => [
        row,
        said.map((pair) => saturated(phraseFrequency(ofRow, pair, weights), ofRow.length, size)),
      ]),
    );
  },
};

async function weigh(
  database: Database,
  entry: FtsClass,
  { words, lastIsPrefix, needed }: RankedWords,
  { size }: ClassSize,
  { fullText }: SearchContext,
): Promise<readonly WeighedWord[]> {
  // Through what remembers them: they were asked for before.
  const counts = await fullText.recordCounts(database, entry, words);
  const plain = words.map((word, at): WeighedWord => {
    const isPrefix = lastIsPrefix && at === words.length - 1;
    return { word, isPrefix, weight: weightIn(counts, word, size), needed: needed === null };
  });
  const again = (needed ?? []).map((word): WeighedWord => {
    return { word, isPrefix: false, weight: weightIn(counts, word, size), needed: true };
  });
  return [...again, ...plain];
}

function weightIn(counts: ReadonlyMap<string, number>, word: string, size: number): number {
  return inverseFrequency(counts.get(stem(word)) ?? 0, size);
}
