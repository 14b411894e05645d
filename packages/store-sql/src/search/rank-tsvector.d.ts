import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import type { RankedRow, RankQuery } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';
/**
 * Ranks a whole class by BM25 over its own statistics, with word pairs and relevance feedback, as the
 * ranking for FTS5 in `rank-whole.ts` does and for its reasons. PostgreSQL's own ranking knows no
 * statistics. The index says which records have which words in which columns, which puts the promising ones
 * first; of those the words' places are read, and rank them.
 */
export declare function rankTsvector(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: SearchContext,
): Promise<RankedRow[]>;
