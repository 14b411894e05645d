import { sql } from 'kysely';
import { columnOf } from '../read/column.ts';
import type { TextComparison } from './text-comparison.ts';

/** By functions that every connection of `open-sqlite.ts` has. */
export const sqliteTextComparison: TextComparison = {
  contains: (source, column, folded) => sql`portico_contains(${columnOf(source, column)}, ${folded})`,
  startsWith: (source, column, folded) => sql`portico_starts_with(${columnOf(source, column)}, ${folded})`,
};
