import type { Filter } from '@portico/protocol';

/** The columns of the filtered table that a filter looks at; those of related tables are read with their rows. */
export function filterColumns(filter: Filter): ReadonlySet<string> {
  const columns = new Set<string>();
  const visit = (part: Filter): void => {
    if (part.type === 'and' || part.type === 'or') part.filters.forEach(visit);
    if (part.type === 'not') visit(part.filter);
    if (part.type === 'related') columns.add(part.lookup);
    if (part.type === 'condition') columns.add(part.column);
  };
  visit(filter);
  return columns;
}
