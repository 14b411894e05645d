import { ftsColumn } from './fts-tables.js';
import { spaced } from './index-text.js';
/**
 * FTS5 expressions. A visitor's word gets in only here: as a token of letters and digits, quoted, behind an
 * explicit list of columns. FTS5's own syntax can therefore not be spoken by a visitor.
 */
export function anyWord(columns, words, lastIsPrefix = false) {
  return within(columns, disjunction(words, lastIsPrefix));
}
/** Any of the words, but only in records that have one of `needed`; those count twice. */
export function anyWordGiven(columns, needed, words, lastIsPrefix = false) {
  return within(columns, `(${disjunction(needed, false)}) AND (${disjunction(words, lastIsPrefix)})`);
}
/** Two words of the query that follow each other in the text as well; null when there are no two. */
export function anyPair(columns, words) {
  const pairs = words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return pairs.length === 0 ? null : within(columns, disjunction(pairs, false));
}
function within(columns, expression) {
  return `{${columns.map(ftsColumn).join(' ')}} : (${expression})`;
}
function disjunction(words, lastIsPrefix) {
  return words
    .map((word, at) => `${quoted(word)}${lastIsPrefix && at === words.length - 1 ? ' *' : ''}`)
    .join(' OR ');
}
function quoted(word) {
  return `"${spaced(word).replaceAll('"', '""')}"`;
}
//# sourceMappingURL=match-expression.js.map
