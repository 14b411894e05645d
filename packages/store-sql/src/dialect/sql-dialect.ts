import type { ColumnSchema } from '@portico/protocol';
import type { ColumnDataType, Expression } from 'kysely';
import type { SearchIndex } from '../search/search-index.ts';
import type { Database } from './tables.ts';

/** All in which one database differs from another. The rest of the package is the same for each. */
export interface SqlDialect {
  /** For reads; may be the same object as `writer`. */
  readonly reader: Database;
  /** For writes, whose transactions keep out other writers from their beginning. */
  readonly writer: Database;
  readonly searchIndex: SearchIndex;
  /** Several processes may share the records. */
  readonly shared: boolean;
  columnType(column: ColumnSchema): ColumnDataType;
  /** Whether the text, folded as `foldText` does, contains `folded`. No wildcard has a meaning. */
  contains(text: Expression<unknown>, folded: unknown): Expression<boolean>;
  startsWith(text: Expression<unknown>, folded: unknown): Expression<boolean>;
  /** A driver's error as a `ProtocolError`; any other error as it is. */
  problemOf(error: unknown): unknown;
}
