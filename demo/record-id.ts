import { createHash } from 'node:crypto';

/**
 * The id `portico import` gives a record: the SHA-256 of table and source in the form of a UUID of version 8.
 * Written down here a second time so that a page that names an article is checked against the rule, not
 * against the code that follows it.
 */
export function recordIdOf(table: string, source: string): string {
  const hex = createHash('sha256').update(`${table}\0${source}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}
