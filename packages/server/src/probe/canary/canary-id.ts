import { recordIdOf } from '../../import/record-id.ts';

/** Most canaries of one table. */
export const MAX_CANARIES = 12;

/** The same at each run: a run replaces the canaries of another, and `--remove` needs to remember none. */
export function canaryId(table: string, index: number): string {
  return recordIdOf(table, `portico probe ${index}`);
}

/** The ids of all canaries that a table may have. */
export function canaryIds(table: string): readonly string[] {
  return Array.from({ length: MAX_CANARIES }, (_, index) => canaryId(table, index));
}
