import type { StoredRow, Table } from '../world/table.ts';

/** Rows of a collection that a URL may narrow: those of a set, or those that point at one row. */
export interface RowSource {
  readonly table: Table;
  readonly path: string;
  readonly includes: (row: StoredRow) => boolean;
}
