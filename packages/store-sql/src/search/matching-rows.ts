import { and, eq } from '@portico/protocol';
import { type Expression, type RawBuilder, sql } from 'kysely';
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
  source: SearchSource,
  coverage: Coverage,
  { row, condition }: ReturnType<FullText['found']>,
  context: FilterContext,
): RawBuilder<unknown> {
  const index = sql`${sql.table(source.entry.index)} as ${sql.id('f')}`;
  const { join, visible } = visibleRecords(source, coverage, row, context);
  return sql`${index} ${join} where ${condition} and ${visible}`;
}

/** What is joined, as `r`, and asked so that rows of the index are left of which the records may be found. */
export function visibleRecords(
  { entry, plan }: SearchSource,
  { filter }: Coverage,
  row: RawBuilder<number>,
  context: FilterContext,
): { readonly join: RawBuilder<unknown>; readonly visible: Expression<boolean> } {
  if (filter.type === 'everything') return { join: sql``, visible: sql<boolean>`true` };
  const records = { table: plan.projection.table, alias: 'r' };
  const inClass = eq(entry.table.search?.visibility ?? '', entry.visibility);
  return {
    join: sql`join ${sourceOf(records)} on ${sql.id('r', ROW)} = ${row}`,
    visible: compileFilter(and(inClass, filter), records, context),
  };
}
