import type { StoredRecord, TableSchema } from '@portico/protocol';
import { coveredColumns } from '../permissions/covered-columns.ts';
import type { Grant } from '../plan/plan.ts';

/**
 * The ETag of a record as these grants show it: a digest of every stored cell they make readable, selected
 * or not, and of nothing else, so that it changes with what the reader could see and never with what not.
 * Labels and counts belong to other records and do not change it.
 *
 * `holds[i]` says whether the filter of `grants[i]` holds for the record.
 */
export function etagOf(
  table: TableSchema,
  grants: readonly Grant[],
  record: StoredRecord,
  holds: readonly boolean[],
): string {
  const cells: unknown[] = [record.id];
  for (const name of coveredColumns(table, grants).stored) {
    if (isVisible(grants, holds, name)) cells.push(name, record[name] ?? null);
  }
  const text = JSON.stringify(cells);
  return digest(text, 0, 1) + digest(text, text.length - 1, -1);
}

/** Whether a grant that holds for the record covers the column. */
export function isVisible(grants: readonly Grant[], holds: readonly boolean[], column: string): boolean {
  return grants.some((grant, index) => holds[index] && grant.columns.has(column));
}

/**
 * FNV-1a over the UTF-16 code units from `start` on, in steps of `step` (draft-eastlake-fnv, section 2), as 8
 * hexadecimal digits. Read in both directions it tells versions of one record apart; it is not a secret.
 */
function digest(text: string, start: number, step: 1 | -1): string {
  let hash = 0x811c9dc5;
  for (let index = start; index >= 0 && index < text.length; index += step) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
