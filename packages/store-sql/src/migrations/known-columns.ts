import type { Database } from '../dialect/tables.ts';

/** The columns that a database has been given, and the type of each as the table's definition wrote it; by table. */
export async function knownColumns(database: Database): Promise<Map<string, Map<string, string>>> {
  const known = new Map<string, Map<string, string>>();
  for (const row of await database.selectFrom('_column').selectAll().execute()) {
    const table = String(row.table);
    if (!known.has(table)) known.set(table, new Map());
    known.get(table)?.set(String(row.column), String(row.type));
  }
  return known;
}
