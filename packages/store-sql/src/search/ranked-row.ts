export interface RankedRow {
  readonly row: number;
  readonly id: string;
  /** Comparable between sources: about the share of the query's information that the record answers. */
  readonly score: number;
}

export interface RankQuery {
  readonly words: readonly string[];
  /** Further words that the unfinished last one may become; null when it is finished. */
  readonly completions: readonly string[] | null;
  /** How many the page asked for reaches. */
  readonly needed: number;
  /** How many are ranked, at least that many. */
  readonly limit: number;
}

/** Databases add up the same numbers in other orders, which shows in the last of their digits. */
export const SCORE_DIGITS = 9;
const PRECISION = 10 ** SCORE_DIGITS;

export function roundedScore(score: number): number {
  return Math.round(score * PRECISION) / PRECISION;
}

/**
 * The one order of records by relevance, the same in every database: what is as relevant stands by its id. The number
 * of its row would tell when it came into this database, which is another time in every one.
 */
export function byRelevance(a: RankedRow, b: RankedRow): number {
  return roundedScore(b.score) - roundedScore(a.score) || (a.id < b.id ? -1 : 1);
}
