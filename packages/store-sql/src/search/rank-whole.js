import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import { classStatistics } from './class-statistics.js';
import { FEEDBACK_FROM, FEEDBACK_WEIGHT, feedbackWords } from './feedback-words.js';
import { informationOf } from './information-of.js';
import { anyPair, anyWord, anyWordGiven } from './match-expression.js';
import { matching } from './matching-rows.js';

/** Weight of two words of the query standing together, beside that of the words. */
const PAIR_WEIGHT = 0.35;
/** Ranking reads the records of every word; from here on only those of the rarer words are ranked. */
const RANKED_AT_MOST = 20_000;
/**
 * Ranks a whole class by BM25 over its own statistics, which the searcher could compute from what may be
 * read anyway. Added are two things known to help: word pairs (Metzler and Croft, "A Markov random field
 * model for term dependencies", 2005) and relevance feedback from the first results (Lavrenko and Croft,
 * "Relevance-based language models", 2001), the latter for finished queries only. See `bench/relevance.ts`.
 */
export async function rankWhole(database, source, query, context) {
  const { words, completions, limit } = query;
  const columns = source.plan.columns;
  const statistics = await classStatistics(database, source.entry, words);
  const information = informationOf(words, statistics);
  const ranked = (expression, most) => bm25(database, source, expression, most, context);
  const full = anyWord(columns, [...(completions ?? []), ...words], completions !== null);
  const expression = completions
    ? unfinishedExpression(columns, words, completions, statistics)
    : boundedExpression(columns, words, statistics);
  const found = await ranked(expression ?? full, limit);
  const scores = new Map(found.map(({ row, score }) => [row, score]));
  const pairs = anyPair(columns, words);
  if (pairs && found.length > 1) add(scores, await ranked(pairs, limit), PAIR_WEIGHT);
  if (!completions && found.length > 1 && statistics.size >= FEEDBACK_FROM) {
    const best = [...scores].sort(byScore).map(([row]) => row);
    const further = await feedbackWords(database, source, { best, words, size: statistics.size }, context);
    if (further.length > 0) {
      const weight = (FEEDBACK_WEIGHT * words.length) / further.length;
      add(scores, await ranked(anyWord(columns, further), Math.max(limit, 1000)), weight);
    }
  }
  const rows = [...scores].sort(byScore).map(([row, score]) => ({ row, score: score / information }));
  if (expression === null || rows.length >= query.needed) return rows;
  // The page reaches beyond the records that were worth ranking: the others follow in their own order.
  const others = (await ranked(full, limit)).filter(({ row }) => !scores.has(row));
  return [...rows, ...others.map(({ row }, at) => ({ row, score: -at }))];
}
function byScore([rowA, scoreA], [rowB, scoreB]) {
  return scoreB - scoreA || rowA - rowB;
}
/** Only to what was found by the words themselves. */
function add(scores, more, weight) {
  for (const { row, score } of more) {
    const before = scores.get(row);
    if (before !== undefined) scores.set(row, before + weight * score);
  }
}
async function bm25(database, source, expression, limit, context) {
  const { entry, coverage } = source;
  const weights = entry.columns.map((column) => sql`${entry.table.search?.weights[column] ?? 1}`);
  const [all] = coverage;
  if (!all) return [];
  const row = sql`${sql.id('f', 'rowid')}`;
  const condition = sql`${sql.id('f', entry.index)} match ${expression}`;
  const rank = sql`-bm25(${sql.id('f', entry.index)}, ${sql.join(weights)})`;
  const query = sql`select ${sql.id('f', 'rowid')} as ${sql.id('row')}, ${rank} as ${sql.id('score')} from ${matching(source, all, { row, condition }, context)} order by 2 desc, 1 limit ${limit}`;
  return (await query.execute(database)).rows;
}
/**
 * While a word is being typed, only records that have one of the finished words are ranked. Null when that
 * narrows nothing.
 */
function unfinishedExpression(columns, words, completions, { counts }) {
  const finished = words.slice(0, -1);
  if (!finished.some((word) => counts.has(stem(word)))) return null;
  return anyWordGiven(columns, finished, [...completions, ...words], true);
}
/** Where all words together would rank too many records: those that have one of the rarer words. Else null. */
function boundedExpression(columns, words, { counts }) {
  const countOf = (word) => counts.get(stem(word)) ?? 0;
  const rareFirst = words.filter((word) => countOf(word) > 0).sort((a, b) => countOf(a) - countOf(b));
  let sum = 0;
  const rarer = rareFirst.filter((word, at) => {
    sum += countOf(word);
    return at === 0 || sum <= RANKED_AT_MOST;
  });
  return rarer.length === rareFirst.length ? null : anyWordGiven(columns, rarer, words);
}
//# sourceMappingURL=rank-whole.js.map
