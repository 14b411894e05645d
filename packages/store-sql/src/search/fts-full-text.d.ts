import type { FullText } from './full-text.ts';
/** Full-text search by SQLite's FTS5. */
export declare const ftsFullText: FullText;
