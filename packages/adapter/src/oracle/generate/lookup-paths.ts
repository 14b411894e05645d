import type { TableSchema } from '@portico/protocol';

/** Every path of at most `hops` lookups from a table that ends at another, joined by dots. */
export function lookupPaths(
  tables: ReadonlyMap<string, TableSchema>,
  from: string,
  to: string,
  hops: number,
): string[] {
  const paths: string[] = [];
  const walk = (table: string, path: readonly string[]): void => {
    for (const [name, column] of Object.entries(tables.get(table)?.columns ?? {})) {
      if (column.type !== 'lookup' || !tables.has(column.target)) continue;
      const next = [...path, name];
      if (column.target === to) paths.push(next.join('.'));
      if (next.length < hops) walk(column.target, next);
    }
  };
  walk(from, []);
  return paths;
}
