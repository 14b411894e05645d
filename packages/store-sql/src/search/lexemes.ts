import { createHash } from 'node:crypto';
import { stem } from '@portico/adapter/store';
import { spaced } from './index-text.ts';

/** PostgreSQL takes lexemes of up to 2046 bytes; a letter has four at most. */
const WHOLE_LETTERS = 400;

/**
 * A word as it stands in an index: the number of its column, and its stem. The column is part of it, so
 * that a search can be held to some columns without weights, of which PostgreSQL has only four. Nobody
 * types more than the beginning of a very long word; its rest is a hash.
 */
export function lexeme(column: number, word: string): string {
  return `${column}:${shortened(stem(word))}`;
}

/** What all words that begin with this one begin with. */
export function lexemeStart(column: number, word: string): string {
  return `${column}:${stemStart(word)}`;
}

/** The same, without a column. */
export function stemStart(word: string): string {
  return Array.from(stem(word)).slice(0, WHOLE_LETTERS).join('');
}

/** A stem as it is kept: as it is, but for one that is too long. */
export function shortened(word: string): string {
  if (word.length <= WHOLE_LETTERS) return word;
  const start = Array.from(word).slice(0, WHOLE_LETTERS).join('');
  return start === word ? word : `${start}#${createHash('sha256').update(word).digest('hex')}`;
}

/** The words a query's word is in the index: several, one after the other, in scripts without spaces. */
export function partsOf(word: string): readonly string[] {
  return spaced(word).split(' ');
}

/** A text of an index in which phrases are looked for: each word between spaces, as its stem. */
export function phraseText(words: readonly string[]): string {
  return ` ${words.map(stem).join(' ')} `;
}

/** A lexeme in a `tsvector` or `tsquery`. Within quotes nothing means anything but quote and backslash. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
