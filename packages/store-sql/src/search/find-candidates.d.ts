import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import type { RankedWord } from './read-occurrences.ts';
import type { SearchSource } from './search-source.ts';
export interface WeighedWord extends RankedWord {
  /** How many records have the word. */
  readonly count: number;
  /** What the word tells, by its rarity. */
  readonly weight: number;
}
/**
 * Records that have some of the words, those first that have the rarer ones and in weightier columns. All
 * of it is known to the index itself: no text is read.
 */
export declare function findCandidates(
  database: Database,
  source: SearchSource,
  words: readonly WeighedWord[],
  limit: number,
  context: SearchContext,
): Promise<number[]>;
