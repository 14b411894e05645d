import { type RawBuilder } from 'kysely';
import { type FilterContext } from '../read/compile-filter.ts';
import type { FullText, SearchContext, WordsSought } from './full-text.ts';
import type { Coverage, SearchSource } from './search-source.ts';
/** Statement that gives, as `row`, each record of the source which has one of the words and the subject may read. */
export declare function matchingRows(
  source: SearchSource,
  sought: WordsSought,
  context: SearchContext,
): RawBuilder<unknown>;
/** The index, joined with the records where it takes more than the index to tell who may be found: `f` and `r`. */
export declare function matching(
  { entry, plan }: SearchSource,
  { filter }: Coverage,
  { row, condition }: ReturnType<FullText['found']>,
  context: FilterContext,
): RawBuilder<unknown>;
