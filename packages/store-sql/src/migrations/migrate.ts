import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { ground } from './0001-ground.ts';
import { prepareTables } from './prepare-tables.ts';

/** Steps from nothing to the present layout, in order; never changed once released, only added to. */
const MIGRATIONS: readonly ((transaction: WriteTransaction) => Promise<void>)[] = [ground];

/**
 * Brings a database to the layout of this version and to the tables of the configuration, in one
 * transaction that keeps other writers out: of two processes that start at once, the second finds all done.
 */
export async function migrate(dialect: SqlDialect, tables: readonly TableSchema[]): Promise<void> {
  await dialect.migrate(async (transaction) => {
    const version = await versionOf(transaction, dialect);
    if (version > MIGRATIONS.length) {
      throw new Error(
        `The database has layout ${version}, made by a newer version of Portico; this version knows layout ${MIGRATIONS.length}.`,
      );
    }
    for (const migration of MIGRATIONS.slice(version)) await migration(transaction);
    if (version < MIGRATIONS.length) {
      await transaction.updateTable('_portico').set({ version: MIGRATIONS.length }).execute();
    }
    await prepareTables(transaction, dialect, tables);
    await dialect.searchIndex.prepare(transaction, tables);
  });
}

async function versionOf(transaction: WriteTransaction, dialect: SqlDialect): Promise<number> {
  if (!(await dialect.hasTable(transaction, '_portico'))) return 0;
  const row = await transaction.selectFrom('_portico').select('version').executeTakeFirst();
  return Number(row?.version ?? 0);
}
