import { htmlToText, wordsOf } from '@portico/adapter/store';
import type { StoredValue, TableSchema } from '@portico/protocol';

/** Scripts written without spaces between words, in which a run of letters is a phrase of letters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*/gu;

/**
 * The words of a cell as they are put into an index: folded by the adapter's rule, so that index and query
 * agree on what a word is whatever the tokenizer of a database thinks, and parted by single spaces.
 */
export function indexText(table: TableSchema, column: string, cell: StoredValue | undefined): string {
  if (typeof cell !== 'string') return '';
  const text = table.columns[column]?.type === 'html' ? htmlToText(cell) : cell;
  const words: string[] = [];
  for (const { token } of wordsOf(text)) words.push(token);
  return spaced(words.join(' '));
}

/** Whether the word is a letter, or one with its marks, of an unspaced script. */
export function isUnspaced(word: string): boolean {
  return !/^[a-z0-9]*$/.test(word) && word.search(UNSPACED) >= 0;
}

/** The letters of unspaced scripts parted, so that a part of a run can be found: a query for it is a phrase. */
export function spaced(words: string): string {
  return /^[a-z0-9 ]*$/.test(words) ? words : words.replace(UNSPACED, ' $& ').replace(/ {2,}/g, ' ').trim();
}
