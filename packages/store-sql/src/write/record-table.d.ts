import type { StoredRecord, StoredValue, TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
/** Inserts, updates and deletes single records, and keeps the search index in step. */
export declare class RecordTable {
  #private;
  constructor(dialect: SqlDialect);
  insert(transaction: WriteTransaction, table: TableSchema, record: StoredRecord): Promise<void>;
  /** `before` is the record as it stands; answers the record as it is then. */
  update(
    transaction: WriteTransaction,
    table: TableSchema,
    before: StoredRecord,
    changes: Readonly<Record<string, StoredValue>>,
  ): Promise<StoredRecord>;
  delete(transaction: WriteTransaction, table: TableSchema, record: StoredRecord): Promise<void>;
}
