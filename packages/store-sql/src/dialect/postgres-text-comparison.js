import { sql } from 'kysely';
import { columnOf, storedColumn } from '../read/column.js';
import { postgresColumns } from './postgres-columns.js';
/** By the shadow of a text, and where there is none by its lower case, which is ASCII then. */
export const postgresTextComparison = {
  contains: (source, column, folded) => sql`(strpos(${foldedCell(source, column)}, ${sought(folded)}) > 0)`,
  startsWith: (source, column, folded) => sql`starts_with(${foldedCell(source, column)}, ${sought(folded)})`,
};
function foldedCell(source, column) {
  const cell = columnOf(source, column);
  const type = storedColumn(source.table, column)?.type;
  const lower = sql`lower(${cell} collate "C")`;
  if (type === 'date' || type === 'datetime') return lower;
  const shadow = postgresColumns.shadowOf(source.table, column);
  if (!shadow) throw new Error(`${source.table.name}.${column} is not kept in a form to search for text.`);
  return sql`coalesce(${sql.id(source.alias, shadow)}, ${lower})`;
}
/** See `shadowText`: the two escapes of `toPostgresText`. */
function sought(folded) {
  return sql`replace(replace(${folded}, chr(1) || chr(1), 'A'), chr(1) || chr(2), 'B')`;
}
//# sourceMappingURL=postgres-text-comparison.js.map
