import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { columnOf, sourceOf } from '../read/column.ts';
import { inverseFrequency } from './bm25.ts';
import type { FullText } from './full-text.ts';
import { anyWord, anyWordGiven } from './match-expression.ts';
import { matching } from './matching-rows.ts';
import { type RankedRow, SCORE_DIGITS } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';

const F_ROW = sql<number>`${sql.id('f', 'rowid')}`;

/** Ranking by FTS5, whose `bm25()` is the formula of `bm25.ts`. */
export const ftsRanking: Pick<FullText, 'best' | 'scores' | 'pairs'> = {
  async best(database, source, { words, lastIsPrefix, needed }, _, { most, tiesById }, context) {
    const { plan, coverage } = source;
    const [all] = coverage;
    if (!all) return [];
    const expression = needed
      ? anyWordGiven(plan.columns, needed, words, lastIsPrefix)
      : anyWord(plan.columns, words, lastIsPrefix);
    const found = matching(source, all, { row: F_ROW, condition: matches(source, expression) }, context);
    const scored = sql`select ${F_ROW} as ${sql.id('row')}, ${bm25(source)} as ${sql.id('score')} from ${found}`;
    const limited = tiesById ? scored : sql`${scored} order by 2 desc limit ${most}`;
    const records = { table: plan.projection.table, alias: 'i' };
    const order = tiesById
      ? sql`order by round(${sql.id('t', 'score')}, ${sql.lit(SCORE_DIGITS)}) desc, 2 limit ${most}`
      : sql``;
    const query = sql<RankedRow>`select ${sql.id('t', 'row')}, ${columnOf(records, 'id')} as ${sql.id('id')}, ${sql.id('t', 'score')}
      from (${limited}) as ${sql.id('t')} join ${sourceOf(records)} on ${sql.id('i', ROW)} = ${sql.id('t', 'row')} ${order}`;
    return (await query.execute(database)).rows;
  },

  async scores(database, source, words, rows) {
    const expression = anyWord(source.plan.columns, words);
    // The plus keeps SQLite from asking the index once for each row.
    const query = sql<{ row: number; score: number }>`
      select ${F_ROW} as ${sql.id('row')}, ${bm25(source)} as ${sql.id('score')}
      from ${sql.table(source.entry.index)} as ${sql.id('f')}
      where ${matches(source, expression)} and +${F_ROW} in (${sql.join(rows)})`;
    const { rows: found } = await query.execute(database);
    return new Map(found.map(({ row, score }) => [row, score]));
  },

  async pairs(database, source, pairs, rows, { size }) {
    const said = new Map(rows.map((row) => [row, pairs.map(() => 0)]));
    for (const [at, [first, second]] of pairs.entries()) {
      const scores = await allScores(database, source, anyWord(source.plan.columns, [`${first} ${second}`]));
      // Of a phrase, FTS5 tells no more than its score: without its rarity, what is left is how often it stands there.
      const information = inverseFrequency(scores.length, size);
      for (const { row, score } of scores) {
        const ofRow = said.get(row);
        if (ofRow) ofRow[at] = score / information;
      }
    }
    return said;
  },
};

async function allScores(
  database: Database,
  source: SearchSource,
  expression: string,
): Promise<readonly { readonly row: number; readonly score: number }[]> {
  const query = sql<{ row: number; score: number }>`
    select ${F_ROW} as ${sql.id('row')}, ${bm25(source)} as ${sql.id('score')}
    from ${sql.table(source.entry.index)} as ${sql.id('f')} where ${matches(source, expression)}`;
  return (await query.execute(database)).rows;
}

function matches({ entry }: SearchSource, expression: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.id('f', entry.index)} match ${expression}`;
}

function bm25({ entry }: SearchSource): RawBuilder<number> {
  const weights = entry.columns.map((column) => sql`${entry.table.search?.weights[column] ?? 1}`);
  return sql<number>`-bm25(${sql.id('f', entry.index)}, ${sql.join(weights)})`;
}
