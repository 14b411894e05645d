import type { Evidence } from '@portico/adapter/check';
import type { SearchPlan, SearchResult } from '@portico/adapter/store';
import type { FilterContext } from '../read/compile-filter.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { ColumnLayout } from './column-layout.ts';
import type { Database, WriteTransaction } from './tables.ts';
import type { TextComparison } from './text-comparison.ts';
import type { WriteTransactions } from './write-transactions.ts';

/** A record that a write made, changed or deleted. */
export interface Change {
  readonly table: string;
  readonly id: string;
}

/** All in which one database differs from another. The rest of the package is the same for each. */
export interface SqlDialect extends TextComparison, ColumnLayout {
  /** For reads; may be the same object as `writer`. */
  readonly reader: Database;
  readonly writer: Database;
  /** For reads that must change nothing at all, not even files beside the records; may be the same as `reader`. */
  readonly untouched: Database;
  readonly transactions: WriteTransactions;
  readonly searchIndex: SearchIndex;
  /** Searches by the full-text index, in one view of the records. */
  search(plan: SearchPlan, context: FilterContext): Promise<SearchResult>;
  /** Several processes may share the records. */
  readonly shared: boolean;
  /** Runs changes of the layout in one transaction that keeps out other writers, and others that do so. */
  migrate(body: (transaction: WriteTransaction) => Promise<void>): Promise<void>;
  /** Whether the database has this table of the store's own. */
  hasTable(database: Database, name: string): Promise<boolean>;
  /** Tells who listens, when the transaction commits. */
  announce(transaction: WriteTransaction, changes: readonly Change[]): Promise<void>;
  /** A driver's error as a `ProtocolError`; any other error as it is. */
  problemOf(error: unknown): unknown;
  /** What the connections can tell of their own guards and rights; needs no tables. */
  evidence(): Promise<Evidence>;
  /** Ends all connections. */
  close(): Promise<void>;
}
