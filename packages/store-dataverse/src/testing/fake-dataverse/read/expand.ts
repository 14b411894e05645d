import type { StoredRow } from '../world/table.ts';

/** One expanded navigation property, ready to be shown in a row. */
export interface ExpandItem {
  readonly show: (row: StoredRow, into: Record<string, unknown>) => void;
}
