import type { FullText } from './full-text.ts';
/** Full-text search by PostgreSQL's `tsvector`. */
export declare const tsvectorFullText: FullText;
