import { type RawBuilder } from 'kysely';
/**
 * A `tsquery` for a word in any of the columns. A visitor's word gets in only here: as a token of letters and
 * digits, stemmed, behind the number of a column, quoted. PostgreSQL's own syntax can therefore not be
 * spoken by a visitor.
 */
export declare function wordQuery(
  columns: readonly number[],
  word: string,
  isPrefix: boolean,
  isStem?: boolean,
): string;
/**
 * Whether the index entry `f` has a word of several parts, one after the other, in one of the columns. The
 * index finds entries that have all the parts; the text tells whether they stand together, without the
 * limits that positions in a `tsvector` have.
 */
export declare function phraseIn(
  columns: readonly number[],
  word: string,
  isPrefix: boolean,
): RawBuilder<boolean>;
