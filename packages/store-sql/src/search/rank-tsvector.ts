import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { type ClassSize, inverseFrequency, saturated } from './bm25.ts';
import { FEEDBACK_FROM, FEEDBACK_WEIGHT, feedbackWords } from './feedback-words.ts';
import { findCandidates, type WeighedWord } from './find-candidates.ts';
import type { SearchContext } from './full-text.ts';
import { informationOf } from './information-of.ts';
import { matchingRows } from './matching-rows.ts';
import type { RankedRow, RankQuery } from './ranked-row.ts';
import {
  frequency,
  type Occurrences,
  pairFrequency,
  rankedWord,
  readOccurrences,
} from './read-occurrences.ts';
import type { SearchSource } from './search-source.ts';

/** Records whose words are read and ranked in full. Those behind them stay as the index alone tells. */
const RANKED = 200;
/** Of those, the ones that relevance feedback may put in another order. Never by the page, or pages would overlap. */
const FED_BACK = 100;
/** Weight of two words of the query standing together, beside that of the words. */
const PAIR_WEIGHT = 0.35;

type Scores = Map<number, number>;
type Found = ReadonlyMap<number, Occurrences>;

/**
 * Ranks a whole class by BM25 over its own statistics, with word pairs and relevance feedback, as the
 * ranking for FTS5 in `rank-whole.ts` does and for its reasons. PostgreSQL's own ranking knows no
 * statistics. The index says which records have which words in which columns, which puts the promising ones
 * first; of those the words' places are read, and rank them.
 */
export async function rankTsvector(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: SearchContext,
): Promise<RankedRow[]> {
  const { entry, plan } = source;
  const { words, completions } = query;
  const sizes = await classSize(database, source);
  const all = [...(completions ?? []).filter((word) => !words.includes(word)), ...words];
  const counts = await context.fullText.recordCounts(database, entry, all);
  const weighed = all.map((word, at): WeighedWord => {
    const count = counts.get(stem(word)) ?? 0;
    const isPrefix = completions !== null && at === all.length - 1;
    return { ...rankedWord(entry, word, isPrefix), count, weight: inverseFrequency(count, sizes.size) };
  });
  // While a word is being typed, the finished ones say what is looked for.
  const finished = completions
    ? weighed.filter(({ word, count }) => words.slice(0, -1).includes(word) && count > 0)
    : [];
  const needed = finished.length > 0 ? finished : weighed;
  const candidates = await findCandidates(database, source, needed, Math.max(RANKED, query.needed), context);
  const best = candidates.slice(0, RANKED);
  const weights = entry.columns.map((column) =>
    plan.columns.includes(column) ? (entry.table.search?.weights[column] ?? 1) : 0,
  );
  const found = await readOccurrences(database, entry, best, weighed);
  const scores: Scores = new Map(best.map((row) => [row, 0]));
  addWords(scores, found, weighed, weights, sizes, 1);
  addPairs(scores, found, weighed.slice(-words.length), weights, sizes);
  if (!completions && scores.size > 1 && sizes.size >= FEEDBACK_FROM) {
    const asked = { best: ordered(scores).map(([row]) => row), words, size: sizes.size };
    const further = await feedbackWords(database, source, asked, context);
    await addFeedback(database, source, scores, further, words.length, weights, sizes, context);
  }
  const information = informationOf(words, { size: sizes.size, counts });
  const rows = ordered(scores).map(([row, score]) => ({ row, score: score / information }));
  const others = candidates.slice(RANKED);
  if (rows.length + others.length < query.needed) {
    const known = new Set(candidates);
    others.push(...(await furtherRows(database, source, query, context)).filter((row) => !known.has(row)));
  }
  return [...rows, ...others.map((row, at) => ({ row, score: -at }))];
}

async function classSize(database: Database, { entry }: SearchSource): Promise<ClassSize> {
  const sizes = sql<ClassSize>`
    select count(*) as size, coalesce(avg(length), 0)::double precision as "meanLength"
    from ${sql.table(entry.index)} where part = 0`;
  return (await sizes.execute(database)).rows[0] ?? { size: 0, meanLength: 0 };
}

function addWords(
  scores: Scores,
  found: Found,
  words: readonly WeighedWord[],
  weights: readonly number[],
  sizes: ClassSize,
  share: number,
): void {
  for (const [row, occurrences] of found) {
    let sum = 0;
    for (const word of words)
      sum += word.weight * saturated(frequency(occurrences, word, weights), occurrences.length, sizes);
    scores.set(row, (scores.get(row) ?? 0) + share * sum);
  }
}

/** Two words of the query that follow each other in the text as well. How rare that is, is told by the records ranked. */
function addPairs(
  scores: Scores,
  found: Found,
  words: readonly WeighedWord[],
  weights: readonly number[],
  sizes: ClassSize,
): void {
  for (const [at, second] of words.slice(1).entries()) {
    const pair = [words[at] as WeighedWord, second] as const;
    const together = [...found].flatMap(([row, occurrences]) => {
      const count = pairFrequency(occurrences, pair, weights);
      return count > 0 ? [{ row, weight: saturated(count, occurrences.length, sizes) }] : [];
    });
    const information = inverseFrequency(together.length, sizes.size);
    for (const { row, weight } of together)
      scores.set(row, (scores.get(row) ?? 0) + PAIR_WEIGHT * information * weight);
  }
}

async function addFeedback(
  database: Database,
  { entry }: SearchSource,
  scores: Scores,
  further: readonly string[],
  asked: number,
  weights: readonly number[],
  sizes: ClassSize,
  { fullText }: SearchContext,
): Promise<void> {
  if (further.length === 0) return;
  const counts = await fullText.recordCounts(database, entry, further);
  const rows = ordered(scores)
    .slice(0, FED_BACK)
    .map(([row]) => row);
  const words = further.map((word): WeighedWord => {
    const count = counts.get(stem(word)) ?? 0;
    return { ...rankedWord(entry, word, false), count, weight: inverseFrequency(count, sizes.size) };
  });
  const found = await readOccurrences(database, entry, rows, words);
  addWords(scores, found, words, weights, sizes, (FEEDBACK_WEIGHT * asked) / further.length);
}

/** The page reaches beyond the records that were worth ranking: the others, the newest first. */
async function furtherRows(
  database: Database,
  source: SearchSource,
  { words, completions, needed }: RankQuery,
  context: SearchContext,
): Promise<number[]> {
  const sought = { words: [...(completions ?? []), ...words], lastIsPrefix: completions !== null };
  const rows = matchingRows(source, sought, context);
  const query = sql<{
    row: number;
  }>`select distinct "row" from (${rows}) as found order by 1 desc limit ${needed}`;
  return (await query.execute(database)).rows.map(({ row }) => row);
}

function ordered(scores: Scores): [number, number][] {
  return [...scores].sort(([rowA, a], [rowB, b]) => b - a || rowA - rowB);
}
