import { type Filter, type TableSchema } from '@portico/protocol';
import { type Expression } from 'kysely';
import type { TextComparison } from '../dialect/text-comparison.ts';
import { type Source } from './column.ts';
/** What a filter needs to know beyond the table it is about. */
export interface FilterContext {
  readonly dialect: TextComparison;
  readonly tables: ReadonlyMap<string, TableSchema>;
}
/**
 * A filter as SQL, meaning what the adapter's `matches` means. SQL's logic has three values where the
 * filter's has two: "unknown" counts as false here, and `not` makes sure of it. Throws when it cannot say
 * exactly what the filter says.
 */
export declare function compileFilter(
  filter: Filter,
  source: Source,
  context: FilterContext,
): Expression<boolean>;
