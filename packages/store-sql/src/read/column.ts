import { type ColumnSchema, isStored, type TableSchema } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';

/** A table in a statement, under the alias it has there. */
export interface Source {
  readonly table: TableSchema;
  readonly alias: string;
}

/** The one way a column's name gets into SQL: it must be in the schema, and stored. */
export function columnOf(source: Source, column: string): RawBuilder<unknown> {
  if (column !== 'id') storedColumn(source.table, column);
  return sql.id(source.alias, column);
}

/** The schema of a stored column; `null` for `id`, which is text. Throws for any other name. */
export function storedColumn(table: TableSchema, column: string): ColumnSchema | null {
  if (column === 'id') return null;
  const schema = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (!schema || !isStored(schema)) throw new Error(`The table ${table.name} stores no column ${column}.`);
  return schema;
}

/** Names of the columns that the table stores, without `id`. */
export function storedColumns(table: TableSchema): string[] {
  return Object.entries(table.columns)
    .filter(([, schema]) => isStored(schema))
    .map(([name]) => name);
}

/** The JavaScript type of the cells of a column. */
export function cellType(schema: ColumnSchema | null): 'string' | 'number' | 'boolean' {
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

export function sourceOf(source: Source): RawBuilder<unknown> {
  return sql`${sql.table(source.table.name)} as ${sql.id(source.alias)}`;
}
