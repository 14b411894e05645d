import type { ColumnSchema, StoredValue, TableSchema } from '@portico/protocol';
import type { RawBuilder } from 'kysely';
/** How a database keeps the cells of a table. */
export interface ColumnLayout {
  /** Type and constraint of the row's own key, which the database counts up. */
  readonly rowKey: string;
  /** Type of a column, as written in a table's definition; null is `id`. */
  columnType(column: ColumnSchema | null): string;
  /** A value in the guise of a cell of the column, where no table says what type it has. */
  cell(column: ColumnSchema | null, value: StoredValue): RawBuilder<unknown>;
  /** What follows a column in an index so that it serves "descending, empty cells last". */
  readonly descending: string;
  /** A unique set's column as its index holds it; the bare column unless that could be too long. */
  uniqueKey(column: ColumnSchema | null, name: string): RawBuilder<unknown>;
  /** The column beside a column in which the database keeps what it needs to compare text; mostly none. */
  shadowOf(table: TableSchema, column: string): string | null;
  /** The shadows that go with these values of a record. */
  shadows(
    table: TableSchema,
    values: Readonly<Record<string, StoredValue>>,
  ): Readonly<Record<string, StoredValue>>;
}
