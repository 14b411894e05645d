import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
/** The full-text index of a database, kept in step with the records by the transactions that change them. */
export interface SearchIndex {
  /** Makes the indexes the tables ask for, drops those no longer asked for, fills those that are new. */
  prepare(transaction: WriteTransaction, tables: readonly TableSchema[]): Promise<void>;
  add(transaction: WriteTransaction, table: TableSchema, row: number, record: StoredRecord): Promise<void>;
  /** `record` as it was indexed. */
  remove(transaction: WriteTransaction, table: TableSchema, row: number, record: StoredRecord): Promise<void>;
}
