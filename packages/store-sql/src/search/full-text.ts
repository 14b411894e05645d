import type { RawBuilder } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FilterContext } from '../read/compile-filter.ts';
import type { ClassSize } from './bm25.ts';
import type { FtsClass } from './fts-tables.ts';
import type { RankedRow } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';

/** Words of which a record must have one. */
export interface WordsSought {
  readonly words: readonly string[];
  /** The last one may be unfinished. */
  readonly lastIsPrefix: boolean;
}

/** Words of a class: those from one to before another by code points, or those of a list. */
export type WordRange =
  | { readonly from: string; readonly before: string }
  | { readonly among: readonly string[] };

/** Words that records are ranked by. */
export interface RankedWords extends WordsSought {
  /** Some of the words, of which a record must have one and which count twice; null when any of all will do. */
  readonly needed: readonly string[] | null;
}

/**
 * What a database's full-text engine answers about one class. Whoever asks for statistics, scores or words makes sure
 * that the searcher may read the whole class. Scores are BM25 as in `bm25.ts` over the statistics of the class as it is
 * now, whatever was in it before, so they are the same in every engine.
 */
export interface FullText {
  /** Whether the index entry `f` has one of the words in one of the columns, and the key of its record. */
  found(
    entry: FtsClass,
    columns: readonly string[],
    sought: WordsSought,
  ): { readonly row: RawBuilder<number>; readonly condition: RawBuilder<boolean> };
  size(database: Database, entry: FtsClass): Promise<ClassSize>;
  /** How many records have each of the words, by stem. A word that no record has is absent. */
  recordCounts(
    database: Database,
    entry: FtsClass,
    words: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
  /** Whole words, and how many records have each. */
  words(database: Database, entry: FtsClass, range: WordRange): Promise<ReadonlyMap<string, number>>;
  /** The best records by BM25. With `tiesById`, those of equals that have the lower ids; else any of them. */
  best(
    database: Database,
    source: SearchSource,
    words: RankedWords,
    size: ClassSize,
    asked: { readonly most: number; readonly tiesById: boolean },
    context: SearchContext,
  ): Promise<readonly RankedRow[]>;
  /** BM25 of some records by their rows; one that has none of the words may be absent. */
  scores(
    database: Database,
    source: SearchSource,
    words: readonly string[],
    rows: readonly number[],
    size: ClassSize,
    context: SearchContext,
  ): Promise<ReadonlyMap<number, number>>;
  /**
   * How much each pair of words, one right after the other, says in some records by how often it stands there: BM25
   * without what the pair tells by its rarity. By row, then in the order of the pairs; 0 where it is not.
   */
  pairs(
    database: Database,
    source: SearchSource,
    pairs: readonly WordPair[],
    rows: readonly number[],
    size: ClassSize,
  ): Promise<ReadonlyMap<number, readonly number[]>>;
}

export type WordPair = readonly [string, string];

export interface SearchContext extends FilterContext {
  readonly fullText: FullText;
}
