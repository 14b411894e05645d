import type { RawBuilder } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FilterContext } from '../read/compile-filter.ts';
import type { FtsClass } from './fts-tables.ts';
import type { RankedRow, RankQuery } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';
/** Words of which a record must have one. */
export interface WordsSought {
  readonly words: readonly string[];
  /** The last one may be unfinished. */
  readonly lastIsPrefix: boolean;
}
/** Words of a class: those from one to before another by code points, or those of a list. */
export type WordRange =
  | {
      readonly from: string;
      readonly before: string;
    }
  | {
      readonly among: readonly string[];
    };
/**
 * What a database's full-text engine answers about one class. Whoever asks for statistics, a ranking or
 * words makes sure that the searcher may read the whole class.
 */
export interface FullText {
  /** Whether the index entry `f` has one of the words in one of the columns, and the key of its record. */
  found(
    entry: FtsClass,
    columns: readonly string[],
    sought: WordsSought,
  ): {
    readonly row: RawBuilder<number>;
    readonly condition: RawBuilder<boolean>;
  };
  /** How many records have each of the words, by stem. A word that no record has is absent. */
  recordCounts(
    database: Database,
    entry: FtsClass,
    words: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Whole words, and how many records have each. */
  words(database: Database, entry: FtsClass, range: WordRange): Promise<ReadonlyMap<string, number>>;
  /** Records by relevance, the best first. */
  rank(
    database: Database,
    source: SearchSource,
    query: RankQuery,
    context: SearchContext,
  ): Promise<RankedRow[]>;
}
export interface SearchContext extends FilterContext {
  readonly fullText: FullText;
}
