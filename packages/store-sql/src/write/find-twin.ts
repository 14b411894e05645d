import type { CreateStep } from '@portico/adapter/store';
import { and, eq, type Filter, or, type StoredRecord, type StoredValue } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import type { RecordStates } from './record-state.ts';

/**
 * The record that is already there in place of the one to create: with its id, or with the same values in
 * a unique set. A set with an empty cell identifies nothing, as null equals nothing.
 */
export async function findTwin(
  transaction: WriteTransaction,
  { table, record }: CreateStep,
  states: RecordStates,
): Promise<StoredRecord | null> {
  const same = or(eq('id', record.id), ...(table.unique ?? []).map((columns) => sameIn(columns, record)));
  const [id] = await states.find(transaction, table, same);
  return id === undefined ? null : ((await states.read(transaction, table, id, {}))?.record ?? null);
}

function sameIn(columns: readonly string[], record: StoredRecord): Filter {
  return and(...columns.map((column) => eq(column, record[column] as StoredValue)));
}
