import { type SearchResult, type SearchTablePlan } from '@portico/adapter/store';
import { type RawBuilder } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { type FilterContext } from '../read/compile-filter.ts';

type FacetValues = SearchResult['facets'][number]['values'];
/** How many of the records found have each value of a column, counted only where it may be read. */
export declare function countFacet(
  database: Database,
  plan: SearchTablePlan,
  column: string,
  rows: RawBuilder<unknown>,
  context: FilterContext,
): Promise<FacetValues>;
