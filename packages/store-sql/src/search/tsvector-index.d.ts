/** The table of a class's whole words, one row for each record that has one; nothing but the name is known when it is dropped. */
export declare function wordsTable(index: string): string;
/**
 * Full-text indexes by `tsvector` and GIN. The words are Portico's own, so the engine's parsers and
 * dictionaries have no part in what is found. Beside each index is a table of whole words, from which
 * words are completed and corrected. Rows of its own for each record, and not a count for each word, because
 * writes of different records would all have to wait for the counts of common words.
 */
export declare const tsvectorIndex: import('./search-index.ts').SearchIndex;
