import { type ColumnSchema, type TableSchema } from '@portico/protocol';
import { type RawBuilder } from 'kysely';
/** A table in a statement, under the alias it has there. */
export interface Source {
  readonly table: TableSchema;
  readonly alias: string;
}
/** The one way a column's name gets into SQL: it must be in the schema, and stored. */
export declare function columnOf(source: Source, column: string): RawBuilder<unknown>;
/** The schema of a stored column; `null` for `id`, which is text. Throws for any other name. */
export declare function storedColumn(table: TableSchema, column: string): ColumnSchema | null;
/** Names of the columns that the table stores, without `id`. */
export declare function storedColumns(table: TableSchema): string[];
/** The JavaScript type of the cells of a column. */
export declare function cellType(schema: ColumnSchema | null): 'string' | 'number' | 'boolean';
export declare function sourceOf(source: Source): RawBuilder<unknown>;
