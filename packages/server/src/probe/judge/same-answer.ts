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
 * Whether two answers are the same but for the word that was asked for. Where it stands in the answer at all, it is an
 * echo. Null when they are; else what differs.
 */
export function howTheyDiffer(
  one: Heard,
  words: readonly string[],
  other: Heard,
  others: readonly string[],
): string | null {
  if (one.status !== other.status) return `${one.status} instead of ${other.status}`;
  const header = TELLING.find(
    (name) => without(headerOf(one, name) ?? '', words) !== without(headerOf(other, name) ?? '', others),
  );
  if (header !== undefined) return `another ${header}`;
  return without(one.body, words) === without(other.body, others) ? null : 'another body';
}

function without(text: string, words: readonly string[]): string {
  return words.reduce((rest, word, index) => rest.replaceAll(word, `{${index}}`), text);
}
