import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { Database } from '../dialect/tables.ts';
import { MIGRATIONS } from './migrations.ts';

/** The layout of this version. */
export const LAYOUT = MIGRATIONS.length;

/** The layout of a database; 0 when nothing of Portico's is there. @throws when a newer version made it. */
export async function versionOf(database: Database, dialect: Pick<SqlDialect, 'hasTable'>): Promise<number> {
  if (!(await dialect.hasTable(database, '_portico'))) return 0;
  const row = await database.selectFrom('_portico').select('version').executeTakeFirst();
  const version = Number(row?.version ?? 0);
  if (version > LAYOUT) {
    throw new Error(
      `The database has layout ${version}, made by a newer version of Portico; this version knows layout ${LAYOUT}.`,
    );
  }
  return version;
}
