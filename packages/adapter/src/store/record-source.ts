import type { Filter, StoredRecord, TableSchema } from '@portico/protocol';
import type { CountPlan } from '../plan/plan.ts';

/**
 * Records as the shared reading and writing code asks for them. A store that keeps its records elsewhere can
 * answer from the few it has loaded, and so give the answers of the memory store by running the same code.
 */
export interface RecordSource {
  find(table: string, id: string): StoredRecord | undefined;
  /** Every record of the table for which the filter holds, in any order. */
  matching(table: string, filter: Filter): Iterable<StoredRecord>;
  /** How many records the count plan finds for the record with this id. */
  count(plan: CountPlan, id: string): number;
  matches(table: string, filter: Filter, record: StoredRecord): boolean;
}

/** Records that the steps of one write change, all together or not at all. */
export interface RecordDraft extends RecordSource {
  put(table: string, record: StoredRecord): void;
  remove(table: string, id: string): void;
  /**
   * Another record with the same values of a unique set, none of which is null in `record`; `except` is the id
   * of the record itself, when it is kept already.
   */
  twin(
    table: TableSchema,
    set: readonly string[],
    record: StoredRecord,
    except?: string,
  ): StoredRecord | undefined;
  /** A number of a numbered column, above all that stand in the table and all given before. */
  nextNumber(table: TableSchema, column: string, prefix: string): number;
}
