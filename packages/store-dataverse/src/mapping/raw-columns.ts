import type { ColumnMapping, RowCondition, TableMapping } from './table-mapping.ts';

/** The properties to name in `$select` to read one of our columns. */
export function rawColumns(column: ColumnMapping): readonly string[] {
  switch (column.kind) {
    case 'lookup':
      return [lookupProperty(column.name)];
    case 'text':
      return column.overflow === undefined ? [column.name] : [column.name, column.overflow];
    case 'pattern':
      return patternColumns(column.patterns);
    default:
      return [column.name];
  }
}

/** `$select` for these of our columns, all when not given: the key, what the columns need, what makes a row a record. */
export function selectOf(
  mapping: TableMapping,
  columns: Iterable<string> = Object.keys(mapping.columns),
): readonly string[] {
  const selected = new Set([mapping.key]);
  for (const name of columns) {
    const column = Object.hasOwn(mapping.columns, name) ? mapping.columns[name] : undefined;
    if (column) for (const raw of rawColumns(column)) selected.add(raw);
  }
  for (const { name } of mapping.rows ?? []) selected.add(name);
  return [...selected];
}

/** The GUID of a lookup, `_customerid_value`. */
export function lookupProperty(name: string): string {
  return `_${name}_value`;
}

/** Whether a row that was read with {@link selectOf} is a record of ours. */
export function isRecord(row: Readonly<Record<string, unknown>>, mapping: TableMapping): boolean {
  return (mapping.rows ?? []).every((condition) => {
    const same = sameValue(row[condition.name] ?? null, condition);
    return condition.operator === 'eq' ? same : !same;
  });
}

function sameValue(cell: unknown, { value, type }: RowCondition): boolean {
  return type === 'id' && typeof cell === 'string' ? cell.toLowerCase() === value : cell === value;
}

function patternColumns(patterns: Readonly<Record<string, readonly object[]>>): readonly string[] {
  return [
    ...new Set(
      Object.values(patterns)
        .flat()
        .flatMap((pattern) => Object.keys(pattern)),
    ),
  ];
}
