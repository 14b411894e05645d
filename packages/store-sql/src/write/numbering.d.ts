import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
/**
 * The record with its numbered columns filled. Numbers are given out within the transaction, so a write
 * that is refused takes none. A number that a record brings along, as an import may, is not given out again.
 */
export declare function numbered(
  transaction: WriteTransaction,
  table: TableSchema,
  record: StoredRecord,
): Promise<StoredRecord>;
/** A number that a record brings along, as an import may, is not given out again. */
export declare function reserveNumbers(
  transaction: WriteTransaction,
  table: TableSchema,
  record: StoredRecord,
): Promise<void>;
export declare function isNumbered(table: TableSchema, column: string): boolean;
