import { isStored, type StoredRecord, type TableSchema } from '@portico/protocol';
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
  for (const [name, column] of Object.entries(table.columns)) {
    if (isStored(column) && isVisible(grants, holds, name)) cells.push(name, record[name] ?? null);
  }
  const text = JSON.stringify(cells);
  return digest(text, 0x9e3779b9) + digest(text, 0x85ebca6b);
}

/** Whether a grant that holds for the record covers the column. */
export function isVisible(grants: readonly Grant[], holds: readonly boolean[], column: string): boolean {
  return grants.some((grant, index) => holds[index] && grant.columns.has(column));
}

/**
 * 53 bits of Bob Jenkins' style mixing (cyrb53, public domain), as 14 hexadecimal digits. Two make an ETag: it
 * must tell versions of one record apart by accident, and is not a secret.
 */
function digest(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (0x200000 * (low >>> 0) + (high >>> 11)).toString(16).padStart(14, '0');
}
