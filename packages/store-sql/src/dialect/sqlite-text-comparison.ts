import { sql } from 'kysely';
import type { TextComparison } from './text-comparison.ts';

/** By functions that every connection of `open-sqlite.ts` has. */
export const sqliteTextComparison: TextComparison = {
  contains: (text, folded) => sql<boolean>`portico_contains(${text}, ${folded})`,
  startsWith: (text, folded) => sql<boolean>`portico_starts_with(${text}, ${folded})`,
};
