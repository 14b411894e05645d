/**
 * FTS5 expressions. A visitor's word gets in only here: as a token of letters and digits, quoted, behind an
 * explicit list of columns. FTS5's own syntax can therefore not be spoken by a visitor.
 */
export declare function anyWord(
  columns: readonly string[],
  words: readonly string[],
  lastIsPrefix?: boolean,
): string;
/** Any of the words, but only in records that have one of `needed`; those count twice. */
export declare function anyWordGiven(
  columns: readonly string[],
  needed: readonly string[],
  words: readonly string[],
  lastIsPrefix?: boolean,
): string;
/** Two words of the query that follow each other in the text as well; null when there are no two. */
export declare function anyPair(columns: readonly string[], words: readonly string[]): string | null;
