export interface RankedRow {
  readonly row: number;
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
