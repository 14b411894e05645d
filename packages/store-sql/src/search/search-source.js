import { and, or } from '@portico/protocol';
import { ftsClass } from './fts-tables.js';
export function searchSource(plan, entry) {
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
function coverageOf(plan, entry) {
  const byColumns = new Map();
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
//# sourceMappingURL=search-source.js.map
