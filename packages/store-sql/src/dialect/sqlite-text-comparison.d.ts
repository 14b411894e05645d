import type { TextComparison } from './text-comparison.ts';
/** By functions that every connection of `open-sqlite.ts` has. */
export declare const sqliteTextComparison: TextComparison;
