import { type ExpectedEtag } from '@portico/adapter/store';
import { type Filter, type StoredRecord, type TableSchema } from '@portico/protocol';
import type { ColumnLayout } from '../dialect/column-layout.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { type FilterContext } from '../read/compile-filter.ts';
/** A record as it stands, and which of the conditions asked about hold for it. */
export interface RecordState<C extends string> {
  readonly record: StoredRecord;
  readonly holds: Readonly<Record<C, boolean>>;
  /** As `expected.grants` show it; null when nothing was expected. */
  readonly etag: string | null;
}
/** Asks the database about single records within a transaction. Conditions are judged in SQL, as everywhere. */
export declare class RecordStates {
  #private;
  constructor(context: FilterContext, layout: ColumnLayout);
  /** Null when there is no such record. */
  read<C extends string>(
    transaction: WriteTransaction,
    table: TableSchema,
    id: string,
    conditions: Readonly<Record<C, Filter>>,
    expected?: ExpectedEtag,
  ): Promise<RecordState<C> | null>;
  holds(transaction: WriteTransaction, table: TableSchema, id: string, condition: Filter): Promise<boolean>;
  /** Whether the condition would hold for a record that is not in the table. */
  wouldHold(
    transaction: WriteTransaction,
    table: TableSchema,
    record: StoredRecord,
    condition: Filter,
  ): Promise<boolean>;
  /** Ids of the records for which the filter holds. */
  find(transaction: WriteTransaction, table: TableSchema, filter: Filter): Promise<string[]>;
}
