import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { FtsClass } from './fts-tables.ts';

/** How many records a class has, and how many of them have each of some words, by the stems of the words. */
export interface ClassStatistics {
  readonly size: number;
  readonly counts: ReadonlyMap<string, number>;
}

export async function classStatistics(
  database: Database,
  entry: FtsClass,
  words: readonly string[],
): Promise<ClassStatistics> {
  // FTS5 keeps the length of each record in this table, one small row per record.
  const sizes = sql<{ size: number }>`select count(*) as size from ${sql.table(`${entry.index}_docsize`)}`;
  const { rows } = await sizes.execute(database);
  return { size: rows[0]?.size ?? 0, counts: await recordCounts(database, entry, words) };
}

/** By stem. A word that no record has is absent. */
export async function recordCounts(
  database: Database,
  entry: FtsClass,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (words.length === 0) return new Map();
  const stems = [...new Set(words.map(stem))];
  const counted = sql<{
    term: string;
    doc: number;
  }>`select term, doc from ${sql.table(entry.stems)} where term in (${sql.join(stems)})`;
  return new Map((await counted.execute(database)).rows.map(({ term, doc }) => [term, doc]));
}
