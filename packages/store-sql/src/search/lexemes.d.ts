/**
 * A word as it stands in an index: the number of its column, and its stem. The column is part of it, so
 * that a search can be held to some columns without weights, of which PostgreSQL has only four. Nobody
 * types more than the beginning of a very long word; its rest is a hash.
 */
export declare function lexeme(column: number, word: string): string;
export declare function lexemeOfStem(column: number, stem: string): string;
/** What all words that begin with this one begin with. */
export declare function lexemeStart(column: number, word: string): string;
/** The words a query's word is in the index: several, one after the other, in scripts without spaces. */
export declare function partsOf(word: string): readonly string[];
/** A text of an index in which phrases are looked for: each word between spaces, as its stem. */
export declare function phraseText(words: readonly string[]): string;
/** A lexeme in a `tsvector` or `tsquery`. Within quotes nothing means anything but quote and backslash. */
export declare function quoted(text: string): string;
