import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';
import type { FullText } from './full-text.ts';
/**
 * The words of whole classes: those whose every indexed cell the searcher may read, so that a word or its
 * frequency tells nothing hidden. Other classes lend no words.
 */
export declare class Vocabulary {
  #private;
  constructor(database: Database, fullText: Pick<FullText, 'words'>, wholeClasses: readonly FtsClass[]);
  /** Words that begin with `start` and are longer, the most frequent first; none for a single Latin letter. */
  completions(start: string, limit: number): Promise<string[]>;
  /**
   * The known word nearest to an unknown one, the more frequent of equals; null when none is near. The
   * first letter is taken to be right, but for a single slip in it.
   */
  nearest(word: string): Promise<string | null>;
}
