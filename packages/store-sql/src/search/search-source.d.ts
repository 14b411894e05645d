import type { SearchClassPlan, SearchTablePlan } from '@portico/adapter/store';
import { type Filter } from '@portico/protocol';
import { type FtsClass } from './fts-tables.ts';
/** Records that may all be searched in the same columns. */
export interface Coverage {
  readonly columns: readonly string[];
  readonly filter: Filter;
}
/** One class of one table as this subject may search it. */
export interface SearchSource {
  readonly plan: SearchTablePlan;
  readonly entry: FtsClass;
  readonly whole: boolean;
  readonly coverage: readonly Coverage[];
}
export declare function searchSource(plan: SearchTablePlan, entry: SearchClassPlan): SearchSource;
