import type { TableSchema } from '@portico/protocol';
import { sql } from 'kysely';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { storedColumn, storedColumns } from '../read/column.ts';
import { indexesOf, type TableIndex } from './indexes-of.ts';
import { knownColumns } from './known-columns.ts';

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
      const id = sql.raw(dialect.columnType(null));
      await sql`create table ${sql.table(table.name)} (${sql.id(ROW)} ${sql.raw(dialect.rowKey)}, ${sql.id('id')} ${id} not null unique)`.execute(
        transaction,
      );
    }
    for (const name of storedColumns(table)) {
      const type = dialect.columnType(columnNamed(table, name));
      const before = present?.get(name);
      if (before === type) continue;
      if (before !== undefined) {
        throw new Error(
          `The column ${table.name}.${name} is kept as ${before}; the configuration now asks for ${type}. Give the column a new name.`,
        );
      }
      await addColumn(transaction, table, name, type);
      const shadow = dialect.shadowOf(table, name);
      if (shadow) await addColumn(transaction, table, shadow, dialect.columnType(null));
      await transaction.insertInto('_column').values({ table: table.name, column: name, type }).execute();
    }
    for (const index of indexesOf(table)) await createIndex(transaction, dialect, table, index);
  }
}

function columnNamed(table: TableSchema, name: string) {
  const column = storedColumn(table, name);
  if (!column) throw new Error(`The table ${table.name} may not define a column id.`);
  return column;
}

async function addColumn(
  transaction: WriteTransaction,
  table: TableSchema,
  name: string,
  type: string,
): Promise<void> {
  await sql`alter table ${sql.table(table.name)} add column ${sql.id(name)} ${sql.raw(type)}`.execute(
    transaction,
  );
}

async function createIndex(
  transaction: WriteTransaction,
  dialect: SqlDialect,
  table: TableSchema,
  index: TableIndex,
): Promise<void> {
  const keys = index.columns.map(({ column, descending }) => {
    if (index.unique) return dialect.uniqueKey(storedColumn(table, column), column);
    return descending ? sql`${sql.id(column)} ${sql.raw(dialect.descending)}` : sql.id(column);
  });
  const kind = sql.raw(index.unique ? 'unique index' : 'index');
  await sql`create ${kind} if not exists ${sql.id(index.name)} on ${sql.table(table.name)} (${sql.join(keys)})`.execute(
    transaction,
  );
}
