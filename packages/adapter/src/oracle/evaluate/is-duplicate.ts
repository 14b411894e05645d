import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { Viewpoint } from './viewpoint.ts';

/** Whether another record has the same values in a set of columns that identifies one record. An empty cell identifies nothing. */
export function isDuplicate(view: Viewpoint, schema: TableSchema, written: StoredRecord): boolean {
  const others = [...(view.records.get(schema.name)?.values() ?? [])].filter(({ id }) => id !== written.id);
  return (schema.unique ?? []).some((columns) =>
    others.some((other) =>
      columns.every((column) => {
        const value = written[column] ?? null;
        return value !== null && value === other[column];
      }),
    ),
  );
}
