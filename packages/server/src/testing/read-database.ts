import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Rows of the database in a folder's `data`, read beside the command. */
export function readDatabase(folder: string, query: string): readonly Record<string, unknown>[] {
  const database = new DatabaseSync(join(folder, 'data/portico.db'), { readOnly: true });
  try {
    return database
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}
