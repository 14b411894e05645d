import { isStored, type TableSchema } from '@portico/protocol';
import type { Grant } from '../plan/plan.ts';

/** Columns of a table that at least one of some grants covers, in the order of the schema. */
export interface CoveredColumns {
  readonly all: readonly string[];
  readonly stored: readonly string[];
}

/** What is known of a table and some sets of columns, and of those sets with one more. */
interface Known {
  covered?: CoveredColumns;
  readonly more: WeakMap<ReadonlySet<string>, Known>;
}

const tables = new WeakMap<TableSchema, Known>();

/**
 * Worked out once for each combination of permissions, as it follows from the configuration alone: who asks, and
 * for which records a grant holds, has no part in it. A permission gives the same set in all its grants.
 */
export function coveredColumns(table: TableSchema, grants: readonly Grant[]): CoveredColumns {
  let known = child(tables, table);
  for (const { columns } of grants) known = child(known.more, columns);
  known.covered ??= work(table, grants);
  return known.covered;
}

function child<K extends object>(within: WeakMap<K, Known>, key: K): Known {
  const present = within.get(key);
  if (present) return present;
  const made: Known = { more: new WeakMap() };
  within.set(key, made);
  return made;
}

function work(table: TableSchema, grants: readonly Grant[]): CoveredColumns {
  const all = Object.entries(table.columns).filter(([name]) =>
    grants.some(({ columns }) => columns.has(name)),
  );
  const stored = all.filter(([, column]) => isStored(column));
  const names = (columns: typeof all) => Object.freeze(columns.map(([name]) => name));
  return { all: names(all), stored: names(stored) };
}
