import { sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import type { SearchContext } from './full-text.ts';
import { partsOf } from './lexemes.ts';
import { matching } from './matching-rows.ts';
import type { RankedWord } from './read-occurrences.ts';
import type { SearchSource } from './search-source.ts';
import { wordQuery } from './tsvector-query.ts';

export interface WeighedWord extends RankedWord {
  /** How many records have the word. */
  readonly count: number;
  /** What the word tells, by its rarity. */
  readonly weight: number;
}

/** From here on the index is asked only for the records of the rarer words. */
const CANDIDATES_AT_MOST = 20_000;

/**
 * Records that have some of the words, those first that have the rarer ones and in weightier columns. All
 * of it is known to the index itself: no text is read.
 */
export async function findCandidates(
  database: Database,
  source: SearchSource,
  words: readonly WeighedWord[],
  limit: number,
  context: SearchContext,
): Promise<number[]> {
  const { entry, coverage, plan } = source;
  const [all] = coverage;
  if (!all) return [];
  const asked = rarerOf(words).flatMap((entryWord) =>
    all.columns.map((name) => {
      const column = entry.columns.indexOf(name);
      const [first = ''] = partsOf(entryWord.word);
      const weight = plan.projection.table.search?.weights[name] ?? 1;
      return {
        query: wordQuery([column], first, entryWord.starts !== null),
        weight: (entryWord.weight * 2.2 * weight) / (weight + 1.2),
      };
    }),
  );
  const row = sql<number>`${sql.id('f', 'row')}`;
  const byIndex = sql<boolean>`f.terms @@ t.query::tsquery`;
  // Of a word of several parts the index was asked for the first one.
  const phrases = words.some(({ word }) => partsOf(word).length > 1);
  const sought = {
    words: words.map(({ word }) => word),
    lastIsPrefix: (words.at(-1)?.starts ?? null) !== null,
  };
  const exact = phrases ? context.fullText.found(entry, all.columns, sought).condition : sql<boolean>`true`;
  const condition = sql<boolean>`${byIndex} and ${exact}`;
  const query = sql<{ row: number }>`
    select f."row", sum(t.weight) as score
    from unnest(${asked.map((part) => part.query)}::text[], ${asked.map((part) => part.weight)}::double precision[]) as t(query, weight),
      ${matching(source, all, { row, condition }, context)}
    group by f."row" order by 2 desc, 1 desc limit ${limit}`;
  return (await query.execute(database)).rows.map(({ row: found }) => found);
}

/** Those that together are in few enough records; at least the rarest. */
function rarerOf(words: readonly WeighedWord[]): readonly WeighedWord[] {
  let sum = 0;
  return [...words]
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, at) => {
      sum += count;
      return at === 0 || sum <= CANDIDATES_AT_MOST;
    });
}
