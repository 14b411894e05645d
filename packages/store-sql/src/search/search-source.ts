import type { SearchClassPlan, SearchTablePlan } from '@portico/adapter/store';
import { and, type Filter, or } from '@portico/protocol';
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
