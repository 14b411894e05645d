import { ftsColumn } from './fts-tables.ts';
import { spaced } from './index-text.ts';

/**
 * FTS5 expressions. A visitor's word gets in only here: as a token of letters and digits, quoted, behind an
 * explicit list of columns. FTS5's own syntax can therefore not be spoken by a visitor.
 */
export function anyWord(columns: readonly string[], words: readonly string[], lastIsPrefix = false): string {
  return within(columns, disjunction(words, lastIsPrefix));
}

/** Any of the words, but only in records that have one of `needed`; those count twice. */
export function anyWordGiven(
  columns: readonly string[],
  needed: readonly string[],
  words: readonly string[],
  lastIsPrefix = false,
): string {
  return within(columns, `(${disjunction(needed, false)}) AND (${disjunction(words, lastIsPrefix)})`);
}

function within(columns: readonly string[], expression: string): string {
  return `{${columns.map(ftsColumn).join(' ')}} : (${expression})`;
}

function disjunction(words: readonly string[], lastIsPrefix: boolean): string {
  return words
    .map((word, at) => `${quoted(word)}${lastIsPrefix && at === words.length - 1 ? ' *' : ''}`)
    .join(' OR ');
}

function quoted(word: string): string {
  return `"${spaced(word).replaceAll('"', '""')}"`;
}
