import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { columnOf, sourceOf } from '../read/column.ts';
import type { Row } from '../read/select-projection.ts';
import type { SearchContext } from './full-text.ts';
import { indexText } from './index-text.ts';
import { isStopWord } from './query-words.ts';
import type { SearchSource } from './search-source.ts';

/** Weight of the words that the best records have in common, beside that of the query's own. */
export const FEEDBACK_WEIGHT = 0.4;
/** A smaller class has too few records for the best of them to be of one kind. */
export const FEEDBACK_FROM = 500;
/** How many of the best records are read, and how many of their words are taken. */
const RECORDS = 4;
const WORDS = 20;
/** Letters read of each record; what it is about is said early. */
const READ_LENGTH = 20_000;
/** Words with fewer letters say little, and so do those in more than this many records. */
const SHORTEST = 3;
const COMMON_SHARE = 0.1;
/** Ranking reads the records of every word, so the words taken are in no more than this many together. */
const RANKED_AT_MOST = 4000;

export interface FeedbackQuery {
  /** Keys of the best records so far, in order. */
  readonly best: readonly number[];
  /** The query's own words. */
  readonly words: readonly string[];
  /** How many records the class has. */
  readonly size: number;
}

/**
 * Words that stand out in the best records found so far, other than those of the query. Only for a whole
 * class: it reads its records and statistics freely.
 */
export async function feedbackWords(
  database: Database,
  source: SearchSource,
  { best, words, size }: FeedbackQuery,
  { fullText }: SearchContext,
): Promise<string[]> {
  const asked = new Set(words.map(stem));
  const weights = new Map<string, { readonly word: string; weight: number }>();
  for (const [at, text] of (await textsOf(database, source, best.slice(0, RECORDS))).entries()) {
    const counts = new Map<string, { readonly word: string; count: number }>();
    let length = 0;
    for (const word of text.slice(0, READ_LENGTH).split(' ')) {
      length += 1;
      if (word.length < SHORTEST || isStopWord(word)) continue;
      const key = stem(word);
      const seen = counts.get(key);
      if (seen) seen.count += 1;
      else if (!asked.has(key)) counts.set(key, { word, count: 1 });
    }
    for (const [key, { word, count }] of counts) {
      const sum = weights.get(key) ?? { word, weight: 0 };
      // What stands first is more likely to be what was looked for.
      sum.weight += count / length / (at + 1);
      weights.set(key, sum);
    }
  }
  const candidates = [...weights.values()]
    .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
    .slice(0, WORDS * 2)
    .map(({ word }) => word);
  // Words in few enough records to tell one from another, and in more than one.
  const counts = await fullText.recordCounts(database, source.entry, candidates);
  const most = size * COMMON_SHARE;
  let sum = 0;
  return candidates
    .filter((word) => {
      const count = counts.get(stem(word)) ?? 0;
      if (count < 2 || count > most || sum + count > RANKED_AT_MOST) return false;
      sum += count;
      return true;
    })
    .slice(0, WORDS);
}

async function textsOf(database: Database, source: SearchSource, rows: readonly number[]): Promise<string[]> {
  const { table } = source.plan.projection;
  const { columns } = source.entry;
  const records = { table, alias: 'r' };
  const selected = columns.map((column) => sql`${columnOf(records, column)} as ${sql.id(column)}`);
  const query = sql<Row>`select ${sql.join([sql`${sql.id('r', ROW)} as ${sql.id('row')}`, ...selected])} from ${sourceOf(records)} where ${sql.id('r', ROW)} in (${sql.join(rows)})`;
  const found = new Map((await query.execute(database)).rows.map((row) => [Number(row.row), row]));
  // In the order of the ranking, as weights are added up, and sums of fractions depend on the order.
  return rows.flatMap((key) => {
    const row = found.get(key);
    return row ? [columns.map((column) => indexText(table, column, row[column])).join(' ')] : [];
  });
}
