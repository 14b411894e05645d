import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import type { SearchSource } from './search-source.ts';
/** Weight of the words that the best records have in common, beside that of the query's own. */
export declare const FEEDBACK_WEIGHT = 0.4;
/** A smaller class has too few records for the best of them to be of one kind. */
export declare const FEEDBACK_FROM = 500;
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
export declare function feedbackWords(
  database: Database,
  source: SearchSource,
  { best, words, size }: FeedbackQuery,
  { fullText }: SearchContext,
): Promise<string[]>;
