import { sql } from 'kysely';
import { partsOf } from './lexemes.js';
import { matching } from './matching-rows.js';
import { wordQuery } from './tsvector-query.js';

/** From here on the index is asked only for the records of the rarer words. */
const CANDIDATES_AT_MOST = 20_000;
/**
 * Records that have some of the words, those first that have the rarer ones and in weightier columns. All
 * of it is known to the index itself: no text is read.
 */
export async function findCandidates(database, source, words, limit, context) {
  const { entry, coverage, plan } = source;
  const [all] = coverage;
  if (!all) return [];
  const asked = rarerOf(words).flatMap((entryWord) =>
    all.columns.map((name) => {
      const column = entry.columns.indexOf(name);
      const [first = ''] = partsOf(entryWord.word);
      const weight = plan.projection.table.search?.weights[name] ?? 1;
      return {
        query: wordQuery([column], first, entryWord.isPrefix),
        weight: (entryWord.weight * 2.2 * weight) / (weight + 1.2),
      };
    }),
  );
  const row = sql`${sql.id('f', 'row')}`;
  const byIndex = sql`f.terms @@ t.query::tsquery`;
  // Of a word of several parts the index was asked for the first one.
  const phrases = words.some(({ word }) => partsOf(word).length > 1);
  const sought = { words: words.map(({ word }) => word), lastIsPrefix: words.at(-1)?.isPrefix ?? false };
  const exact = phrases ? context.fullText.found(entry, all.columns, sought).condition : sql`true`;
  const condition = sql`${byIndex} and ${exact}`;
  const query = sql`
    select f."row", sum(t.weight) as score
    from unnest(${asked.map((part) => part.query)}::text[], ${asked.map((part) => part.weight)}::double precision[]) as t(query, weight),
      ${matching(source, all, { row, condition }, context)}
    group by f."row" order by 2 desc, 1 desc limit ${limit}`;
  return (await query.execute(database)).rows.map(({ row: found }) => found);
}
/** Those that together are in few enough records; at least the rarest. */
function rarerOf(words) {
  let sum = 0;
  return [...words]
    .sort((a, b) => a.count - b.count)
    .filter(({ count }, at) => {
      sum += count;
      return at === 0 || sum <= CANDIDATES_AT_MOST;
    });
}
//# sourceMappingURL=find-candidates.js.map
