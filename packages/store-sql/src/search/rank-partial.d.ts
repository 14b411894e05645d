import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import type { RankedRow, RankQuery } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';
/**
 * Ranks the records of a class of which the subject may read a part only. Each score comes from nothing
 * but the readable cells of its own record: statistics of the index would tell of the hidden rest.
 */
export declare function rankPartial(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: SearchContext,
): Promise<RankedRow[]>;
