import type { CreateStep } from '@portico/adapter/store';
import {
  and,
  eq,
  type Filter,
  not,
  or,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
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
  const found = await states.find(transaction, table, same);
  // Where one record has the id and another a value, the id goes first; the value is then found to be taken.
  const id = found.includes(record.id) ? record.id : found.toSorted()[0];
  return id === undefined ? null : ((await states.read(transaction, table, id, {}))?.record ?? null);
}

/**
 * Whether another record has the values that a record gets by a change, in a unique set that the change touches.
 */
export async function hasRival(
  transaction: WriteTransaction,
  table: TableSchema,
  changed: StoredRecord,
  columns: readonly string[],
  states: RecordStates,
): Promise<boolean> {
  const sets = (table.unique ?? []).filter((set) => set.some((column) => columns.includes(column)));
  if (sets.length === 0) return false;
  const same = or(...sets.map((set) => sameIn(set, changed)));
  const rivals = await states.find(transaction, table, and(same, not(eq('id', changed.id))));
  return rivals.length > 0;
}

function sameIn(columns: readonly string[], record: StoredRecord): Filter {
  return and(...columns.map((column) => eq(column, record[column] as StoredValue)));
}
