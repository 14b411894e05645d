import { sql } from 'kysely';
import { columnOf } from '../read/column.js';
/** By functions that every connection of `open-sqlite.ts` has. */
export const sqliteTextComparison = {
  contains: (source, column, folded) => sql`portico_contains(${columnOf(source, column)}, ${folded})`,
  startsWith: (source, column, folded) => sql`portico_starts_with(${columnOf(source, column)}, ${folded})`,
};
//# sourceMappingURL=sqlite-text-comparison.js.map
