import type { SearchPlan, SearchResult } from '@portico/adapter/store';
import type { ColumnSchema } from '@portico/protocol';
import type { ColumnDataType } from 'kysely';
import type { FilterContext } from '../read/compile-filter.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Database } from './tables.ts';
import type { TextComparison } from './text-comparison.ts';

/** All in which one database differs from another. The rest of the package is the same for each. */
export interface SqlDialect extends TextComparison {
  /** For reads; may be the same object as `writer`. */
  readonly reader: Database;
  /** For writes, whose transactions keep out other writers from their beginning. */
  readonly writer: Database;
  readonly searchIndex: SearchIndex;
  /** Searches by the full-text index, in one view of the records. */
  search(plan: SearchPlan, context: FilterContext): Promise<SearchResult>;
  /** Several processes may share the records. */
  readonly shared: boolean;
  columnType(column: ColumnSchema): ColumnDataType;
  /** A driver's error as a `ProtocolError`; any other error as it is. */
  problemOf(error: unknown): unknown;
  /** Ends all connections. */
  close(): Promise<void>;
}
