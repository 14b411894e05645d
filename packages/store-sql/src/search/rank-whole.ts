import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FilterContext } from '../read/compile-filter.ts';
import { feedbackWords } from './feedback-words.ts';
import { anyPair, anyWord, anyWordGiven } from './match-expression.ts';
import { matching, type SearchSource } from './search-source.ts';

export interface RankedRow {
  readonly row: number;
  /** Comparable between sources: about the share of the query's information that the record answers. */
  readonly score: number;
}

export interface RankQuery {
  readonly words: readonly string[];
  /** Further words that the unfinished last one may become; null when it is finished. */
  readonly completions: readonly string[] | null;
  readonly limit: number;
}

/** Weight of two words of the query standing together, beside that of the words. */
const PAIR_WEIGHT = 0.35;
/** Weight of the words that the best records have in common, beside that of the query's own. */
const FEEDBACK_WEIGHT = 0.4;
/** Ranking reads the records of every word; from here on only those of the rarer words are ranked. */
const RANKED_AT_MOST = 20_000;

/**
 * Ranks a whole class by BM25 over its own statistics, which the searcher could compute from what may be
 * read anyway. Added are two things known to help: word pairs (Metzler and Croft, "A Markov random field
 * model for term dependencies", 2005) and relevance feedback from the first results (Lavrenko and Croft,
 * "Relevance-based language models", 2001), the latter for finished queries only. See `bench/relevance.ts`.
 */
export async function rankWhole(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: FilterContext,
): Promise<RankedRow[]> {
  const { words, completions, limit } = query;
  const columns = source.plan.columns;
  const statistics = await wordStatistics(database, source, words);
  const ranked = (expression: string, most: number) => bm25(database, source, expression, most, context);
  const expression = completions
    ? anyWord(columns, [...completions, ...words], true)
    : boundedExpression(columns, words, statistics);
  const found = await ranked(expression, limit);
  const scores = new Map(found.map(({ row, score }) => [row, score]));
  const pairs = anyPair(columns, words);
  if (pairs && found.length > 1) add(scores, await ranked(pairs, limit), PAIR_WEIGHT);
  if (!completions && found.length > 1) {
    const best = [...scores].sort(byScore).map(([row]) => row);
    const further = await feedbackWords(database, source, best, words);
    if (further.length > 0) {
      const weight = (FEEDBACK_WEIGHT * words.length) / further.length;
      add(scores, await ranked(anyWord(columns, further), Math.max(limit, 1000)), weight);
    }
  }
  return [...scores].sort(byScore).map(([row, score]) => ({ row, score: score / statistics.information }));
}

function byScore([rowA, scoreA]: [number, number], [rowB, scoreB]: [number, number]): number {
  return scoreB - scoreA || rowA - rowB;
}

/** Only to what was found by the words themselves. */
function add(scores: Map<number, number>, more: readonly RankedRow[], weight: number): void {
  for (const { row, score } of more) {
    const before = scores.get(row);
    if (before !== undefined) scores.set(row, before + weight * score);
  }
}

async function bm25(
  database: Database,
  source: SearchSource,
  expression: string,
  limit: number,
  context: FilterContext,
): Promise<readonly RankedRow[]> {
  const { entry, coverage } = source;
  const weights = entry.columns.map((column) => sql`${entry.table.search?.weights[column] ?? 1}`);
  const [all] = coverage;
  if (!all) return [];
  const rank = sql`-bm25(${sql.id('f', entry.index)}, ${sql.join(weights)})`;
  const query = sql<RankedRow>`select ${sql.id('f', 'rowid')} as ${sql.id('row')}, ${rank} as ${sql.id('score')} from ${matching(source, all, expression, context)} order by 2 desc, 1 limit ${limit}`;
  return (await query.execute(database)).rows;
}

interface WordStatistics {
  /** How many records have each word. */
  readonly counts: ReadonlyMap<string, number>;
  /** Sum of the inverse document frequencies of the words. */
  readonly information: number;
}

async function wordStatistics(
  database: Database,
  { entry }: SearchSource,
  words: readonly string[],
): Promise<WordStatistics> {
  const sizes = sql<{ size: number }>`select count(*) as size from ${sql.table(`${entry.index}_docsize`)}`;
  const size = (await sizes.execute(database)).rows[0]?.size ?? 0;
  const counts = new Map<string, number>();
  let information = 0;
  for (const word of words) {
    const query = sql<{ doc: number }>`select doc from ${sql.table(entry.stems)} where term = ${stem(word)}`;
    const count = (await query.execute(database)).rows[0]?.doc ?? 0;
    counts.set(word, count);
    information += Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }
  return { counts, information: Math.max(information, Number.MIN_VALUE) };
}

/** All words, or, where that would rank too many records, those records that have one of the rarer words. */
function boundedExpression(
  columns: readonly string[],
  words: readonly string[],
  { counts }: WordStatistics,
): string {
  const rareFirst = words.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  let sum = 0;
  const rarer = rareFirst.filter((word, at) => {
    sum += counts.get(word) ?? 0;
    return at === 0 || sum <= RANKED_AT_MOST;
  });
  const useful = rarer.some((word) => (counts.get(word) ?? 0) > 0);
  if (rarer.length === words.length || !useful) return anyWord(columns, words);
  return anyWordGiven(columns, rarer, words);
}
