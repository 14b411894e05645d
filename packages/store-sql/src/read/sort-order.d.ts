import type { ListPlan, Position } from '@portico/adapter/store';
import { type Expression, type RawBuilder } from 'kysely';
import { type Source } from './column.ts';
import { type FilterContext } from './compile-filter.ts';
/** How a list is ordered, and where in that order a page starts. */
export interface SortOrder {
  readonly orderBy: RawBuilder<unknown>;
  /** The sort values of a row, as `sort.0`, `sort.1`…, of which a {@link Position} is made. */
  readonly columns: readonly RawBuilder<unknown>[];
  readonly after: (position: Position) => Expression<boolean>;
}
/** Empty cells come last in either direction; ties fall to the id, ascending. */
export declare function sortOrder(
  plan: Pick<ListPlan, 'sort' | 'projection'>,
  source: Source,
  context: FilterContext,
): SortOrder;
