import { createHash } from 'node:crypto';

/**
 * The id of an imported record: always the same for the same source record, so an import can run twice. The
 * SHA-256 of table and source in the form of a UUID of version 8 (RFC 9562, section 5.8).
 */
export function recordIdOf(table: string, source: string): string {
  const hash = createHash('sha256').update(`${table}\0${source}`, 'utf8').digest().subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
