import { isVisible, type Projection, stem } from '@portico/adapter/store';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../dialect/tables.ts';
import { ROW } from '../migrations/prepare-tables.ts';
import { columnOf, sourceOf } from '../read/column.ts';
import { type Row, selectProjection } from '../read/select-projection.ts';
import type { SearchContext } from './full-text.ts';
import { indexText } from './index-text.ts';
import { matchingRows } from './matching-rows.ts';
import { byRelevance, type RankedRow, type RankQuery } from './ranked-row.ts';
import type { SearchSource } from './search-source.ts';

/** Candidates that are read and ranked; of more matches the newest are taken, where all may read which these are. */
const CANDIDATES = 300;
/** Letters read of each cell. */
const READ_LENGTH = 20_000;

/**
 * Ranks the records of a class of which the subject may read a part only. Each score comes from nothing
 * but the readable cells of its own record: statistics of the index would tell of the hidden rest.
 */
export async function rankPartial(
  database: Database,
  source: SearchSource,
  query: RankQuery,
  context: SearchContext,
): Promise<RankedRow[]> {
  const { words, completions, limit } = query;
  const rows = matchingRows(source, { words, lastIsPrefix: completions !== null }, context);
  const { table, grants } = source.plan.projection;
  const projection: Projection = { table, grants, select: [], lookups: [], counts: [] };
  const records = { table, alias: 'r' };
  const selection = selectProjection(projection, records, context);
  const columns = [...selection.columns, sql`${sql.id('r', ROW)} as ${sql.id('row')}`];
  const statement = sql<Row>`select ${sql.join(columns)} from ${sourceOf(records)} where ${sql.id('r', ROW)} in (${rows}) order by ${newestFirst(source)} limit ${Math.max(limit, CANDIDATES)}`;
  const found = (await statement.execute(database)).rows;
  const stems = words.map(stem);
  const unfinished = completions === null ? null : (words.at(-1) ?? null);
  return found
    .map((row) => {
      const read = selection.read(row);
      const readable = source.plan.columns.filter((column) => read && isVisible(grants, read.holds, column));
      const texts = readable.map((column) => ({
        weight: table.search?.weights[column] ?? 1,
        words: indexText(table, column, read?.record[column]).slice(0, READ_LENGTH).split(' '),
      }));
      return { row: Number(row.row), id: String(read?.record.id), score: score(texts, stems, unfinished) };
    })
    .sort(byRelevance);
}

/**
 * By what every database knows alike: the row's number tells when a record came into this one. Whole seconds, as
 * Dataverse keeps them.
 */
function newestFirst({ plan: { projection } }: SearchSource): RawBuilder<unknown> {
  const records = { table: projection.table, alias: 'r' };
  const id = columnOf(records, 'id');
  const readable = projection.grants.every(({ columns }) => columns.has('created_at'));
  if (!readable || projection.table.columns.created_at?.type !== 'datetime') return id;
  return sql`coalesce(substr(${columnOf(records, 'created_at')}, 1, 19), '') desc, ${id}`;
}

/** Share of the query's words found, those in weightier columns, and those found often, counting more. */
function score(
  texts: readonly { readonly weight: number; readonly words: readonly string[] }[],
  stems: readonly string[],
  unfinished: string | null,
): number {
  const counts = stems.map(() => 0);
  for (const { weight, words } of texts) {
    for (const word of words) {
      const at = stems.indexOf(stem(word));
      if (at >= 0) counts[at] = (counts[at] as number) + weight;
      else if (unfinished !== null && word.startsWith(unfinished)) counts[stems.length - 1] = weight;
    }
  }
  // Saturates as BM25 does: the tenth mention says less than the second.
  const sum = counts.reduce((total, count) => total + (2.2 * count) / (count + 1.2), 0);
  return sum / stems.length;
}
