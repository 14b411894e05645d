import type { TextComparison } from './text-comparison.ts';
/** By the shadow of a text, and where there is none by its lower case, which is ASCII then. */
export declare const postgresTextComparison: TextComparison;
