import { stem } from '@portico/adapter/store';
import { sql } from 'kysely';
export async function classStatistics(database, entry, words) {
  // FTS5 keeps the length of each record in this table, one small row per record.
  const sizes = sql`select count(*) as size from ${sql.table(`${entry.index}_docsize`)}`;
  const { rows } = await sizes.execute(database);
  return { size: rows[0]?.size ?? 0, counts: await recordCounts(database, entry, words) };
}
/** By stem. A word that no record has is absent. */
export async function recordCounts(database, entry, words) {
  if (words.length === 0) return new Map();
  const stems = [...new Set(words.map(stem))];
  const counted = sql`select term, doc from ${sql.table(entry.stems)} where term in (${sql.join(stems)})`;
  return new Map((await counted.execute(database)).rows.map(({ term, doc }) => [term, doc]));
}
//# sourceMappingURL=class-statistics.js.map
