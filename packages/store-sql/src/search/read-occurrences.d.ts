import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
/** A word that is ranked by. */
export interface RankedWord {
  readonly word: string;
  /** Words that begin so count too. */
  readonly isPrefix: boolean;
}
/** Where the words asked about stand in a record: by lexeme, positions in its column. */
export interface Occurrences {
  readonly length: number;
  readonly positions: ReadonlyMap<string, readonly number[]>;
}
/** Reads of some records where some words stand in them. Of a word of several parts the first speaks for it. */
export declare function readOccurrences(
  database: Database,
  entry: FtsClass,
  rows: readonly number[],
  words: readonly RankedWord[],
): Promise<ReadonlyMap<number, Occurrences>>;
/** How often a word stands in a record, each mention weighing what its column does. */
export declare function frequency(
  { positions }: Occurrences,
  { word, isPrefix }: RankedWord,
  weights: readonly number[],
): number;
/** How often two words follow each other in a record. */
export declare function pairFrequency(
  { positions }: Occurrences,
  [first, second]: readonly [string, string],
  weights: readonly number[],
): number;
