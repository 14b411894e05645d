import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import { LAYOUT, versionOf } from './layout-version.ts';
import { MIGRATIONS } from './migrations.ts';
import { prepareTables } from './prepare-tables.ts';

/**
 * Brings a database to the layout of this version and to the tables of the configuration, in one
 * transaction that keeps other writers out: of two processes that start at once, the second finds all done.
 */
export async function migrate(dialect: SqlDialect, tables: readonly TableSchema[]): Promise<void> {
  await dialect.migrate(async (transaction) => {
    const version = await versionOf(transaction, dialect);
    for (const migration of MIGRATIONS.slice(version)) await migration(transaction);
    if (version < LAYOUT) await transaction.updateTable('_portico').set({ version: LAYOUT }).execute();
    await prepareTables(transaction, dialect, tables);
    await dialect.searchIndex.prepare(transaction, tables);
  });
}
