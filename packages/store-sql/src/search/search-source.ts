import type { SearchClassPlan, SearchTablePlan } from '@portico/adapter/store';
import { and, eq, type Filter, or } from '@portico/protocol';
import { type RawBuilder, sql } from 'kysely';
import { ROW } from '../migrations/prepare-tables.ts';
import { sourceOf } from '../read/column.ts';
import { compileFilter, type FilterContext } from '../read/compile-filter.ts';
import { type FtsClass, ftsClass } from './fts-tables.ts';

/** Records that may all be searched in the same columns. */
export interface Coverage {
  readonly columns: readonly string[];
  readonly filter: Filter;
}

/** One class of one table as this subject may search it. */
export interface SearchSource {
  readonly plan: SearchTablePlan;
  readonly entry: FtsClass;
  readonly whole: boolean;
  readonly coverage: readonly Coverage[];
}

export function searchSource(plan: SearchTablePlan, entry: SearchClassPlan): SearchSource {
  return {
    plan,
    entry: ftsClass(plan.projection.table, entry.visibility),
    whole: entry.whole,
    coverage: entry.whole ? [{ columns: plan.columns, filter: plan.where }] : coverageOf(plan, entry),
  };
}

/**
 * A word counts only where its column may be read. Grants that cover the same columns are asked together;
 * a record that several of them cover is searched in the columns of each.
 */
function coverageOf(plan: SearchTablePlan, entry: SearchClassPlan): Coverage[] {
  const byColumns = new Map<string, { columns: string[]; filters: Filter[] }>();
  for (const grant of entry.grants) {
    const columns = plan.columns.filter((column) => grant.columns.has(column));
    if (columns.length === 0) continue;
    const group = byColumns.get(columns.join()) ?? { columns, filters: [] };
    group.filters.push(grant.filter);
    byColumns.set(columns.join(), group);
  }
  return [...byColumns.values()].map(({ columns, filters }) => ({
    columns,
    filter: and(or(...filters), plan.where),
  }));
}

/** Statement that gives, as `row`, each record of the source which the expression finds and the subject may read. */
export function matchingRows(
  source: SearchSource,
  expression: (columns: readonly string[]) => string,
  context: FilterContext,
): RawBuilder<unknown> {
  const parts = source.coverage.map(
    (coverage) =>
      sql`select ${sql.id('f', 'rowid')} as ${sql.id('row')} from ${matching(source, coverage, expression(coverage.columns), context)}`,
  );
  // One record may be found through several of them; `union` names it once.
  return parts.length === 0
    ? sql`select null as ${sql.id('row')} where false`
    : sql.join(parts, sql` union `);
}

/** The index, joined with the records where it takes more than the index to tell who may be found: `f` and `r`. */
export function matching(
  { entry, plan }: SearchSource,
  { filter }: Coverage,
  expression: string,
  context: FilterContext,
): RawBuilder<unknown> {
  const index = sql`${sql.table(entry.index)} as ${sql.id('f')}`;
  const found = sql`${sql.id('f', entry.index)} match ${expression}`;
  if (filter.type === 'everything') return sql`${index} where ${found}`;
  const records = { table: plan.projection.table, alias: 'r' };
  const inClass = eq(entry.table.search?.visibility ?? '', entry.visibility);
  const visible = compileFilter(and(inClass, filter), records, context);
  const joined = sql`${index} join ${sourceOf(records)} on ${sql.id('r', ROW)} = ${sql.id('f', 'rowid')}`;
  return sql`${joined} where ${found} and ${visible}`;
}
