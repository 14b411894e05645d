import type { ColumnMapping } from './column-mapping.ts';
import { withPrefix } from './custom-name.ts';
import type { TableMapping } from './table-mapping.ts';

/** A standard mapping with its custom names under the site's own prefix. */
export function prefixed(mapping: TableMapping, prefix: string): TableMapping {
  return {
    ...mapping,
    columns: Object.fromEntries(
      Object.entries(mapping.columns).map(([name, column]) => [name, prefixedColumn(column, prefix)]),
    ),
  };
}

function prefixedColumn(column: ColumnMapping, prefix: string): ColumnMapping {
  if (column.kind === 'text' && column.overflow !== undefined)
    return { ...column, overflow: withPrefix(prefix, column.overflow) };
  if (column.kind !== 'pattern') return column;
  return {
    ...column,
    patterns: Object.fromEntries(
      Object.entries(column.patterns).map(([value, patterns]) => [
        value,
        patterns.map((pattern) =>
          Object.fromEntries(Object.entries(pattern).map(([name, cell]) => [withPrefix(prefix, name), cell])),
        ),
      ]),
    ),
    ...(column.own && { own: { ...column.own, name: withPrefix(prefix, column.own.name) } }),
  };
}
