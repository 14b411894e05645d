import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { storedColumn, storedColumns } from '../read/column.ts';
import { indexesOf } from './indexes-of.ts';

/** The row's own key: small, and unlike SQLite's implicit one never renumbered. Search indexes refer to it. */
export const ROW = '_row';

/**
 * Makes the tables, columns and indexes a configuration asks for and the database lacks. What a
 * configuration no longer names stays as it is: data is never dropped by editing a file.
 */
export async function prepareTables(
  transaction: WriteTransaction,
  dialect: SqlDialect,
  tables: readonly TableSchema[],
): Promise<void> {
  const known = await knownColumns(transaction);
  for (const table of tables) {
    const present = known.get(table.name);
    if (!present) {
      await transaction.schema
        .createTable(table.name)
        .addColumn(ROW, 'integer', (column) => column.primaryKey())
        .addColumn('id', 'text', (column) => column.notNull().unique())
        .execute();
    }
    for (const name of storedColumns(table)) {
      const type = String(columnType(dialect, table, name));
      const before = present?.get(name);
      if (before === type) continue;
      if (before !== undefined) {
        throw new Error(
          `The column ${table.name}.${name} is kept as ${before}; the configuration now asks for ${type}. Give the column a new name.`,
        );
      }
      await transaction.schema
        .alterTable(table.name)
        .addColumn(name, columnType(dialect, table, name))
        .execute();
      await transaction.insertInto('_column').values({ table: table.name, column: name, type }).execute();
    }
    for (const index of indexesOf(table)) {
      const create = transaction.schema.createIndex(index.name).ifNotExists().on(table.name);
      const columns = index.columns.map(({ column, descending }) =>
        descending ? (`${column} desc` as const) : column,
      );
      await (index.unique ? create.unique() : create).columns(columns).execute();
    }
  }
}

function columnType(dialect: SqlDialect, table: TableSchema, name: string) {
  const column = storedColumn(table, name);
  if (!column) throw new Error(`The table ${table.name} may not define a column id.`);
  return dialect.columnType(column);
}

async function knownColumns(transaction: WriteTransaction): Promise<Map<string, Map<string, string>>> {
  const known = new Map<string, Map<string, string>>();
  for (const row of await transaction.selectFrom('_column').selectAll().execute()) {
    const table = String(row.table);
    if (!known.has(table)) known.set(table, new Map());
    known.get(table)?.set(String(row.column), String(row.type));
  }
  return known;
}
