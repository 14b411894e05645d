import { isStored } from '@portico/protocol';
import { sql } from 'kysely';
/** The one way a column's name gets into SQL: it must be in the schema, and stored. */
export function columnOf(source, column) {
  if (column !== 'id') storedColumn(source.table, column);
  return sql.id(source.alias, column);
}
/** The schema of a stored column; `null` for `id`, which is text. Throws for any other name. */
export function storedColumn(table, column) {
  if (column === 'id') return null;
  const schema = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (!schema || !isStored(schema)) throw new Error(`The table ${table.name} stores no column ${column}.`);
  return schema;
}
/** Names of the columns that the table stores, without `id`. */
export function storedColumns(table) {
  return Object.entries(table.columns)
    .filter(([, schema]) => isStored(schema))
    .map(([name]) => name);
}
/** The JavaScript type of the cells of a column. */
export function cellType(schema) {
  switch (schema?.type) {
    case 'integer':
    case 'decimal':
    case 'count':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return 'string';
  }
}
export function sourceOf(source) {
  return sql`${sql.table(source.table.name)} as ${sql.id(source.alias)}`;
}
//# sourceMappingURL=column.js.map
