import { MAX_QUERY_LENGTH, MAX_QUERY_TOKENS, wordsOf } from '@portico/adapter/store';

/**
 * English words that stand in most texts and tell nothing of what is looked for: articles, pronouns,
 * auxiliaries, prepositions, question words. A list of Portico's own; short on purpose, as a dropped word
 * cannot be found.
 */
const STOP_WORDS = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these ' +
    'they this to was will with i my me we our you your he she his her its am been being do does did doing ' +
    'done have has had having can could would should may might must shall how what when where which who whom ' +
    'why so than too very just about from up out also any some all more most other own same only'
  ).split(' '),
);
/**
 * The words of a query, in order, each once. Stop words are dropped while others remain, so that a question
 * in plain English is answered by its content. An unfinished last word stays: it may become anything.
 */
export function queryWords(text, lastIsPrefix) {
  const words = [];
  for (const { token } of wordsOf(text.slice(0, MAX_QUERY_LENGTH))) words.push(token);
  // One letter more says nothing yet, and would find nearly everything.
  if (lastIsPrefix && words.length > 1 && /^[a-z0-9]$/.test(words.at(-1) ?? '')) words.pop();
  const last = words.length - 1;
  const telling = words.filter((word, at) => !STOP_WORDS.has(word) || (lastIsPrefix && at === last));
  // Of a word that is repeated the last place counts, so that an unfinished word stays at the end.
  const kept = (telling.length > 0 ? telling : words).filter((word, at, all) => all.lastIndexOf(word) === at);
  return kept.slice(0, MAX_QUERY_TOKENS);
}
export function isStopWord(word) {
  return STOP_WORDS.has(word);
}
//# sourceMappingURL=query-words.js.map
