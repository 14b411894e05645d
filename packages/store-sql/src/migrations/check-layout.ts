import { MissingTablesError } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { Database } from '../dialect/tables.ts';
import { storedColumn, storedColumns } from '../read/column.ts';
import { knownColumns } from './known-columns.ts';
import { LAYOUT, versionOf } from './layout-version.ts';

/**
 * Compares a database with what reading the tables needs of it; indexes only make it quicker, so they may be missing.
 *
 * @throws MissingTablesError saying all that is missing or kept otherwise, which `migrate` would make or refuse
 */
export async function checkLayout(
  database: Database,
  dialect: Pick<SqlDialect, 'hasTable' | 'columnType'>,
  tables: Iterable<TableSchema>,
): Promise<void> {
  const version = await versionOf(database, dialect);
  const faults =
    version < LAYOUT
      ? [
          version === 0
            ? 'It has no tables of Portico.'
            : `It has layout ${version}; this version reads ${LAYOUT}.`,
        ]
      : await faultsOf(database, dialect, tables);
  if (faults.length > 0) throw new MissingTablesError('The database', faults);
}

async function faultsOf(
  database: Database,
  dialect: Pick<SqlDialect, 'columnType'>,
  tables: Iterable<TableSchema>,
): Promise<string[]> {
  const known = await knownColumns(database);
  return [...tables].flatMap((table) => {
    const present = known.get(table.name);
    if (!present) return [`The table ${table.name} is missing.`];
    return storedColumns(table).flatMap((name) => {
      const [type, before] = [dialect.columnType(storedColumn(table, name)), present.get(name)];
      if (before === undefined) return [`The column ${table.name}.${name} is missing.`];
      if (before === type) return [];
      return [`The column ${table.name}.${name} is kept as ${before}; the configuration asks for ${type}.`];
    });
  });
}
