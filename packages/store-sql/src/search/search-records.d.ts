import { type SearchPlan, type SearchResult } from '@portico/adapter/store';
import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
/** Runs a search plan on the indexes of its classes, within one view of the records. */
export declare function searchRecords(
  database: Database,
  plan: SearchPlan,
  context: SearchContext,
): Promise<SearchResult>;
