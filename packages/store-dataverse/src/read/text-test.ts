import { foldText } from '@portico/protocol';
import type { Test } from './odata-logic.ts';

/** A text literal: quotes are doubled (OData 4.01 ABNF, `SQUOTE-in-string`). */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Letters and digits that every text containing them, by our rule of comparison, also contains by that of SQL
 * Server. Left out are `i` and `k`, into which İ and the Kelvin sign fold, a letter that a mark may belong to,
 * and everything that is composed, ignored or a wildcard.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the ASCII characters, all of them
const PLAIN_RUN = /[a-hjl-z0-9]+(?![^\x00-\x7f])/g;

/** Which text the search is for: one that holds this somewhere, or at its beginning. */
export type Place = 'contains' | 'starts_with';

/**
 * A test that holds wherever the column's text contains, or starts with, this one by {@link foldText}; and in other
 * places. Dataverse asks SQL Server, whose rules for letters are others, so it is asked for the longest
 * run of characters about which both agree.
 */
export function textSearch(name: string, place: Place, text: string): Test {
  const runs = [...foldText(text).matchAll(PLAIN_RUN)];
  const atStart = runs.find((run) => run.index === 0);
  const longest = runs.reduce<string>((best, [run]) => (run.length > best.length ? run : best), '');
  if (longest === '') return `${name} ne null`;
  if (place === 'starts_with' && atStart && atStart[0] === longest)
    return `startswith(${name},${quoted(longest)})`;
  return `contains(${name},${quoted(longest)})`;
}
