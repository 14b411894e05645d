import type { TableSchema } from '@portico/protocol';

/** The table that a lookup points to; null when the column is none. */
export type LookupTargets = (table: string, lookup: string) => string | null;

export function lookupTargets(schemas: ReadonlyMap<string, TableSchema>): LookupTargets {
  return (table, lookup) => {
    const columns = schemas.get(table)?.columns;
    const column = columns && Object.hasOwn(columns, lookup) ? columns[lookup] : undefined;
    return column?.type === 'lookup' ? column.target : null;
  };
}
