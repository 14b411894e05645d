import type { Projection, ReadRecord } from '@portico/adapter/store';
import { type StoredValue } from '@portico/protocol';
import { type RawBuilder } from 'kysely';
import { type Source } from './column.ts';
import { type FilterContext } from './compile-filter.ts';
/** A row as the database returns it. */
export type Row = Readonly<Record<string, StoredValue>>;
/** The part of a statement that reads the records of a projection. */
export interface Selection {
  readonly columns: readonly RawBuilder<unknown>[];
  readonly joins: readonly RawBuilder<unknown>[];
  /** Null where there is no record: the target of an expanded lookup that is empty or hidden. */
  readonly read: (row: Row) => ReadRecord | null;
}
/**
 * Selects every stored column that some grant covers, because the ETag speaks for all of them. Whether each
 * grant covers the very record is selected only where it makes a difference to the cells shown.
 */
export declare function selectProjection(
  projection: Projection,
  source: Source,
  context: FilterContext,
  prefix?: string,
): Selection;
/** A boolean as a database gives it: SQLite keeps them as 0 and 1. */
export declare function truth(value: StoredValue): boolean | null;
