import { ground } from './0001-ground.js';
import { prepareTables } from './prepare-tables.js';

/** Steps from nothing to the present layout, in order; never changed once released, only added to. */
const MIGRATIONS = [ground];
/**
 * Brings a database to the layout of this version and to the tables of the configuration, in one
 * transaction that keeps other writers out: of two processes that start at once, the second finds all done.
 */
export async function migrate(dialect, tables) {
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
async function versionOf(transaction, dialect) {
  if (!(await dialect.hasTable(transaction, '_portico'))) return 0;
  const row = await transaction.selectFrom('_portico').select('version').executeTakeFirst();
  return Number(row?.version ?? 0);
}
//# sourceMappingURL=migrate.js.map
