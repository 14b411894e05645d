import type { ColumnType, StoredValue } from '@portico/protocol';

/**
 * The words of a text, as plainly as can be: runs of letters and digits in lower case, of HTML those outside
 * tags and entities. What else makes a word, and which forms of a word are the same, is the product's business: ask
 * the oracle only about text on which every tokenizer agrees.
 */
export function wordsIn(text: StoredValue, type: ColumnType = 'text'): ReadonlySet<string> {
  if (typeof text !== 'string') return new Set();
  const plain = type === 'html' ? text.replaceAll(/<[^>]*>|&[a-z]+;/g, ' ') : text;
  return new Set(plain.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
