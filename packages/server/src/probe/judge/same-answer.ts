import { type Heard, headerOf } from '../http/heard.ts';

/** Headers in which one answer may differ from another to the same question: times and names of the request itself. */
const TELLING = [
  'content-type',
  'cache-control',
  'etag',
  'last-modified',
  'vary',
  'location',
  'retry-after',
  'link',
];

/**
 * Whether two answers are the same but for the words that were asked for. Those of the `other` were just made up, so where
 * one stands in its answer it is an echo, in whose place the word of the first must stand. Null when they are; else what
 * differs.
 */
export function howTheyDiffer(
  one: Heard,
  words: readonly string[],
  other: Heard,
  madeUp: readonly string[],
): string | null {
  const translated = (text: string) =>
    madeUp.reduce((rest, word, index) => rest.replaceAll(word, words[index] ?? ''), text);
  if (one.status !== other.status) return `${one.status} instead of ${other.status}`;
  const header = TELLING.find(
    (name) => (headerOf(one, name) ?? '') !== translated(headerOf(other, name) ?? ''),
  );
  if (header !== undefined) return `another ${header}`;
  return one.body === translated(other.body) ? null : 'another body';
}
