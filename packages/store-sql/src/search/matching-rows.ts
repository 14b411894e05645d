import { and, eq } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';
import { ROW } from '../migrations/prepare-tables.ts';
import { sourceOf } from '../read/column.ts';
import { compileFilter, type FilterContext } from '../read/compile-filter.ts';
import type { FullText, SearchContext, WordsSought } from './full-text.ts';
import type { Coverage, SearchSource } from './search-source.ts';

/** Statement that gives, as `row`, each record of the source which has one of the words and the subject may read. */
export function matchingRows(
  source: SearchSource,
  sought: WordsSought,
  context: SearchContext,
): RawBuilder<unknown> {
  const parts = source.coverage.map((coverage) => {
    const found = context.fullText.found(source.entry, coverage.columns, sought);
    return sql`select ${found.row} as ${sql.id('row')} from ${matching(source, coverage, found, context)}`;
  });
  // One record may be found through several of them; `union` names it once.
  return parts.length === 0
    ? sql`select cast(null as integer) as ${sql.id('row')} where false`
    : sql.join(parts, sql` union `);
}

/** The index, joined with the records where it takes more than the index to tell who may be found: `f` and `r`. */
export function matching(
  { entry, plan }: SearchSource,
  { filter }: Coverage,
  { row, condition }: ReturnType<FullText['found']>,
  context: FilterContext,
): RawBuilder<unknown> {
  const index = sql`${sql.table(entry.index)} as ${sql.id('f')}`;
  if (filter.type === 'everything') return sql`${index} where ${condition}`;
  const records = { table: plan.projection.table, alias: 'r' };
  const inClass = eq(entry.table.search?.visibility ?? '', entry.visibility);
  const visible = compileFilter(and(inClass, filter), records, context);
  return sql`${index} join ${sourceOf(records)} on ${sql.id('r', ROW)} = ${row} where ${condition} and ${visible}`;
}
