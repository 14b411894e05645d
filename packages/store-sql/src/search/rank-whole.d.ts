import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import type { RankedRow, RankQuery } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';
/**
 * Ranks a whole class by BM25 over its own statistics, which the searcher could compute from what may be
 * read anyway. Added are two things known to help: word pairs (Metzler and Croft, "A Markov random field
 * model for term dependencies", 2005) and relevance feedback from the first results (Lavrenko and Croft,
 * "Relevance-based language models", 2001), the latter for finished queries only. See `bench/relevance.ts`.
 */
export declare function rankWhole(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: SearchContext,
): Promise<RankedRow[]>;
