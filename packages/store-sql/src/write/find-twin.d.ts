import type { CreateStep } from '@portico/adapter/store';
import { type StoredRecord } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import type { RecordStates } from './record-state.ts';
/**
 * The record that is already there in place of the one to create: with its id, or with the same values in
 * a unique set. A set with an empty cell identifies nothing, as null equals nothing.
 */
export declare function findTwin(
  transaction: WriteTransaction,
  { table, record }: CreateStep,
  states: RecordStates,
): Promise<StoredRecord | null>;
