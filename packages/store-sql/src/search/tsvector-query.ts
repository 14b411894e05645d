import { type RawBuilder, sql } from 'kysely';
import { lexeme, lexemeStart, partsOf, phraseText, quoted } from './lexemes.ts';

/**
 * A `tsquery` for a word in any of the columns. A visitor's word gets in only here: as a token of letters and
 * digits, stemmed, behind the number of a column, quoted. PostgreSQL's own syntax can therefore not be
 * spoken by a visitor.
 */
export function wordQuery(columns: readonly number[], word: string, isPrefix: boolean): string {
  const forms = columns.map((column) => {
    if (isPrefix) return `${quoted(lexemeStart(column, word))}:*`;
    return quoted(lexeme(column, word));
  });
  return `(${forms.join(' | ')})`;
}

/**
 * Whether the index entry `f` has a word of several parts, one after the other, in one of the columns. The
 * index finds entries that have all the parts; the text tells whether they stand together, without the
 * limits that positions in a `tsvector` have.
 */
export function phraseIn(columns: readonly number[], word: string, isPrefix: boolean): RawBuilder<boolean> {
  const parts = partsOf(word);
  const text = phraseText(parts);
  const inColumns = columns.map((column) => {
    const lexemes = parts.map((part, at) =>
      isPrefix && at === parts.length - 1
        ? `${quoted(lexemeStart(column, part))}:*`
        : quoted(lexeme(column, part)),
    );
    const phrase = isPrefix ? text.slice(0, -1) : text;
    return sql<boolean>`(f.terms @@ ${lexemes.join(' & ')}::tsquery and strpos(f.phrases[${column + 1}::integer], ${phrase}) > 0)`;
  });
  return sql`(${sql.join(inColumns, sql` or `)})`;
}
