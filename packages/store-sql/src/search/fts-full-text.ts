import { sql } from 'kysely';
import { ftsRanking } from './fts-ranking.ts';
import { classSize, recordCounts } from './fts-statistics.ts';
import type { FullText } from './full-text.ts';
import { anyWord } from './match-expression.ts';

/** Full-text search by SQLite's FTS5. */
export const ftsFullText: FullText = {
  found: (entry, columns, { words, lastIsPrefix }) => ({
    row: sql`${sql.id('f', 'rowid')}`,
    condition: sql`${sql.id('f', entry.index)} match ${anyWord(columns, words, lastIsPrefix)}`,
  }),
  size: classSize,
  recordCounts,
  async words(database, { vocabulary }, range) {
    const condition =
      'among' in range
        ? sql`term in (${sql.join(range.among)})`
        : sql`term >= ${range.from} and term < ${range.before}`;
    const query = sql<{
      term: string;
      doc: number;
    }>`select term, doc from ${sql.table(vocabulary)} where ${condition}`;
    return new Map((await query.execute(database)).rows.map(({ term, doc }) => [term, doc]));
  },
  ...ftsRanking,
};
