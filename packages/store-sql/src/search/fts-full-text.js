import { sql } from 'kysely';
import { recordCounts } from './class-statistics.js';
import { anyWord } from './match-expression.js';
import { rankWhole } from './rank-whole.js';
/** Full-text search by SQLite's FTS5. */
export const ftsFullText = {
  found: (entry, columns, { words, lastIsPrefix }) => ({
    row: sql`${sql.id('f', 'rowid')}`,
    condition: sql`${sql.id('f', entry.index)} match ${anyWord(columns, words, lastIsPrefix)}`,
  }),
  recordCounts,
  async words(database, { vocabulary }, range) {
    const condition =
      'among' in range
        ? sql`term in (${sql.join(range.among)})`
        : sql`term >= ${range.from} and term < ${range.before}`;
    const query = sql`select term, doc from ${sql.table(vocabulary)} where ${condition}`;
    return new Map((await query.execute(database)).rows.map(({ term, doc }) => [term, doc]));
  },
  rank: rankWhole,
};
//# sourceMappingURL=fts-full-text.js.map
