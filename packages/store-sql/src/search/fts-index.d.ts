/** Full-text indexes by FTS5. */
export declare const ftsIndex: import('./search-index.ts').SearchIndex;
