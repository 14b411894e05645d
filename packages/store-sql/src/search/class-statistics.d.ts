import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
/** How many records a class has, and how many of them have each of some words, by the stems of the words. */
export interface ClassStatistics {
  readonly size: number;
  readonly counts: ReadonlyMap<string, number>;
}
export declare function classStatistics(
  database: Database,
  entry: FtsClass,
  words: readonly string[],
): Promise<ClassStatistics>;
/** By stem. A word that no record has is absent. */
export declare function recordCounts(
  database: Database,
  entry: FtsClass,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>>;
