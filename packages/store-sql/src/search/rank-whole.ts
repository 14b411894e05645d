import { stem } from '@portico/adapter/store';
import type { Database } from '../dialect/tables.ts';
import { type ClassSize, inverseFrequency } from './bm25.ts';
import { FEEDBACK_FROM, FEEDBACK_WEIGHT, feedbackWords } from './feedback-words.ts';
import type { RankedWords, SearchContext, WordPair } from './full-text.ts';
import { type ClassStatistics, informationOf } from './information-of.ts';
import { byRelevance, type RankedRow, type RankQuery, roundedScore } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';

/** Records that pairs and feedback may put in another order. Never by the page, or pages would overlap. */
const REORDERED = 100;
/** Weight of two words of the query standing together, beside that of the words. */
const PAIR_WEIGHT = 0.35;
/** Of the records that have the rarer word of a pair, so many are taken to have the pair. */
const PAIR_SHARE = 0.3;
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
  context: SearchContext,
): Promise<RankedRow[]> {
  const { words, completions, limit } = query;
  const { fullText } = context;
  const sizes = await fullText.size(database, source.entry);
  const counts = await fullText.recordCounts(database, source.entry, words);
  const statistics = { ...sizes, counts };
  const all = {
    words: [...(completions ?? []).filter((word) => !words.includes(word)), ...words],
    lastIsPrefix: completions !== null,
  };
  const needed = completions ? finishedOf(words, statistics) : rarerOf(words, statistics);
  const ranked = await bestOf(database, source, { ...all, needed }, sizes, limit, context);
  const head = new Map(ranked.slice(0, REORDERED).map((entry) => [entry.row, entry]));
  await addPairs(database, source, head, words, statistics, context);
  if (!completions) await addFeedback(database, source, head, words, sizes, context);
  const information = informationOf(words, statistics);
  const rows = [...inOrder(head), ...ranked.slice(REORDERED)].map(({ row, id, score }) => ({
    row,
    id,
    score: score / information,
  }));
  if (needed === null || rows.length >= query.needed) return rows;
  // The page reaches beyond the records that were worth ranking: the others follow in their own order.
  const known = new Set(rows.map(({ row }) => row));
  const others = (await bestOf(database, source, { ...all, needed: null }, sizes, limit, context)).filter(
    ({ row }) => !known.has(row),
  );
  return [...rows, ...others.map(({ row, id }, at) => ({ row, id, score: -at }))];
}

/** Where equals stand on both sides of the end, which of them are in must not hang on the order they are kept in. */
async function bestOf(
  database: Database,
  source: SearchSource,
  words: RankedWords,
  sizes: ClassSize,
  most: number,
  context: SearchContext,
): Promise<RankedRow[]> {
  const { fullText } = context;
  const found = await fullText.best(
    database,
    source,
    words,
    sizes,
    { most: most + 1, tiesById: false },
    context,
  );
  const [last, beyond] = [...found].sort(byRelevance).slice(most - 1);
  const tied = last && beyond && roundedScore(last.score) === roundedScore(beyond.score);
  const best = tied
    ? await fullText.best(database, source, words, sizes, { most, tiesById: true }, context)
    : found;
  return [...best].sort(byRelevance).slice(0, most);
}

type Head = Map<number, RankedRow>;

function inOrder(head: Head): RankedRow[] {
  return [...head.values()].sort(byRelevance);
}

function add(head: Head, row: number, score: number): void {
  const entry = head.get(row);
  if (entry) head.set(row, { ...entry, score: entry.score + score });
}

/**
 * How rare a pair is is guessed from the rarer of its words: to count the records that have it would take some engines
 * longer than all else.
 */
async function addPairs(
  database: Database,
  source: SearchSource,
  head: Head,
  words: readonly string[],
  statistics: ClassStatistics,
  { fullText }: SearchContext,
): Promise<void> {
  const pairs = words.slice(1).map((word, at): WordPair => [words[at] as string, word]);
  if (head.size < 2 || pairs.length === 0) return;
  const { size, counts } = statistics;
  const information = pairs.map((pair) => {
    const rarer = Math.min(...pair.map((word) => counts.get(stem(word)) ?? 0));
    return inverseFrequency(PAIR_SHARE * rarer, size);
  });
  for (const [row, said] of await fullText.pairs(database, source, pairs, [...head.keys()], statistics)) {
    const sum = said.reduce((total, saturated, at) => total + (information[at] as number) * saturated, 0);
    add(head, row, PAIR_WEIGHT * sum);
  }
}

async function addFeedback(
  database: Database,
  source: SearchSource,
  head: Head,
  words: readonly string[],
  sizes: ClassSize,
  context: SearchContext,
): Promise<void> {
  if (head.size < 2 || sizes.size < FEEDBACK_FROM) return;
  const best = inOrder(head).map(({ row }) => row);
  const further = await feedbackWords(database, source, { best, words, size: sizes.size }, context);
  if (further.length === 0) return;
  const weight = (FEEDBACK_WEIGHT * words.length) / further.length;
  const scores = await context.fullText.scores(database, source, further, best, sizes, context);
  for (const [row, score] of scores) add(head, row, weight * score);
}

/**
 * While a word is being typed, only records that have one of the finished words are ranked. Null when that
 * narrows nothing.
 */
function finishedOf(words: readonly string[], { counts }: ClassStatistics): readonly string[] | null {
  const finished = words.slice(0, -1);
  return finished.some((word) => counts.has(stem(word))) ? finished : null;
}

/** Where all words together would rank too many records: the rarer words. Else null. */
function rarerOf(words: readonly string[], { counts }: ClassStatistics): readonly string[] | null {
  const countOf = (word: string) => counts.get(stem(word)) ?? 0;
  const rareFirst = words.filter((word) => countOf(word) > 0).sort((a, b) => countOf(a) - countOf(b));
  let sum = 0;
  const rarer = rareFirst.filter((word, at) => {
    sum += countOf(word);
    return at === 0 || sum <= RANKED_AT_MOST;
  });
  return rarer.length === rareFirst.length ? null : rarer;
}
