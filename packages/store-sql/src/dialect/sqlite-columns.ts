import { sql } from 'kysely';
import type { ColumnLayout } from './column-layout.ts';

export const sqliteColumns: ColumnLayout = {
  rowKey: 'integer primary key',
  /** Whole numbers too are kept as doubles: what JavaScript writes it gets back, up to 2^53 and beyond. */
  columnType(column) {
    switch (column?.type) {
      case 'boolean':
        return 'integer';
      case 'integer':
      case 'decimal':
        return 'double precision';
      default:
        return 'text';
    }
  },
  cell: (_, value) => sql`${value}`,
  // Null is the least of all values.
  descending: 'desc',
  uniqueKey: (_, name) => sql.id(name),
  // The functions of `open-sqlite.ts` fold text while they compare it.
  shadowOf: () => null,
  shadows: () => ({}),
};
