import type { StoredRecord, StoredValue } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import { type FtsClass } from './fts-tables.ts';
import type { SearchIndex } from './search-index.ts';
/** How an engine keeps the index of one class. */
export interface ClassEngine {
  /** Changes with the way indexes are made; indexes made another way are made anew when a store opens. */
  readonly layout: string;
  create(transaction: WriteTransaction, entry: FtsClass): Promise<void>;
  /** By the name of the index alone: its class may be no longer known. */
  drop(transaction: WriteTransaction, index: string): Promise<void>;
  add(
    transaction: WriteTransaction,
    entry: FtsClass,
    row: number,
    record: Readonly<Record<string, StoredValue>>,
  ): Promise<void>;
  remove(transaction: WriteTransaction, entry: FtsClass, row: number, record: StoredRecord): Promise<void>;
}
/**
 * An index for each visibility class, so that the statistics by which one is ranked tell nothing of records
 * in another.
 */
export declare function classIndex(engine: ClassEngine): SearchIndex;
