import type { LookupColumn, TableSchema } from '@portico/protocol';

/**
 * Tables so that what a lookup leads to comes first. Where lookups go round in a circle, one that a record can do without
 * gives way to those that it needs.
 */
export function tablesInOrder(tables: ReadonlyMap<string, TableSchema>): readonly TableSchema[] {
  const ordered: TableSchema[] = [];
  const met = new Set<string>();
  const visit = (table: TableSchema): void => {
    if (met.has(table.name)) return;
    met.add(table.name);
    for (const { target, required } of lookupsOf(table)) {
      const next = tables.get(target);
      if (next && (required || !needs(tables, next, table.name))) visit(next);
    }
    ordered.push(table);
  };
  for (const table of tables.values()) visit(table);
  return ordered;
}

function lookupsOf({ columns }: TableSchema): readonly LookupColumn[] {
  return Object.values(columns).flatMap((column) => (column.type === 'lookup' ? [column] : []));
}

/** Whether a record of the table needs one of the other, be it for one that it needs itself. */
function needs(
  tables: ReadonlyMap<string, TableSchema>,
  table: TableSchema,
  other: string,
  met = new Set<string>(),
): boolean {
  met.add(table.name);
  return lookupsOf(table).some(({ target, required }) => {
    if (!required) return false;
    if (target === other) return true;
    const next = tables.get(target);
    return next !== undefined && !met.has(target) && needs(tables, next, other, met);
  });
}
