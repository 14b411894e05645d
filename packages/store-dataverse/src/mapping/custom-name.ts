import { fnv1a } from './option-of.ts';

/** Written in the files of standard mappings in place of the publisher's prefix. */
export const WRITTEN_PREFIX = 'portico_';

/** Longest logical name that is safe for tables and columns alike. */
const MAX_NAME = 50;

/**
 * The custom name of one of our tables or columns: the publisher's prefix and our name. Names that are too long are cut
 * and told apart by a hash of the whole.
 */
export function customName(prefix: string, name: string): string {
  const whole = `${prefix}_${name}`;
  if (whole.length <= MAX_NAME) return whole;
  return `${whole.slice(0, MAX_NAME - 9)}_${fnv1a(whole).toString(16).padStart(8, '0')}`;
}

/** A name of the store's own in a custom table, or among the columns it adds to another. A column of ours that comes to it is refused. */
export function ownName(prefix: string, name: string): string {
  return customName(prefix, `own_${name}`);
}

/** The entity set of a custom table. Dataverse makes it of the plural; what it made in the end is read from metadata. */
export function entitySetOf(table: string): string {
  if (/[^aeiou]y$/.test(table)) return `${table.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(table) ? `${table}es` : `${table}s`;
}

/** A name as the files of mappings write it, under the site's prefix. */
export function withPrefix(prefix: string, name: string): string {
  return name.startsWith(WRITTEN_PREFIX) ? customName(prefix, name.slice(WRITTEN_PREFIX.length)) : name;
}
