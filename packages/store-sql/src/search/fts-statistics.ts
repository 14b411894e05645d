import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { ClassSize } from './bm25.ts';
import type { FtsClass } from './fts-tables.ts';

export async function classSize(database: Database, { index }: FtsClass): Promise<ClassSize> {
  // FTS5 keeps the length of each record in this table, one small row per record.
  const sizes = sql<{ size: number }>`select count(*) as size from ${sql.table(`${index}_docsize`)}`;
  return { size: (await sizes.execute(database)).rows[0]?.size ?? 0, meanLength: null };
}

/** How many records have each of some words, by stem. A word that no record has is absent. */
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
