import type { TableSchema } from '@portico/protocol';

/**
 * Tables so that what a lookup leads to comes first. Where lookups go round in a circle, those that a record needs are
 * heeded before the others.
 */
export function tablesInOrder(tables: ReadonlyMap<string, TableSchema>): readonly TableSchema[] {
  const ordered: TableSchema[] = [];
  const met = new Set<string>();
  const visit = (table: TableSchema | undefined): void => {
    if (!table || met.has(table.name)) return;
    met.add(table.name);
    const lookups = Object.values(table.columns).flatMap((column) =>
      column.type === 'lookup' ? [column] : [],
    );
    const needed = lookups.toSorted((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
    for (const { target } of needed) visit(tables.get(target));
    ordered.push(table);
  };
  for (const table of tables.values()) visit(table);
  return ordered;
}
