import { type ColumnSchema, INTERNAL_TABLES, type TableSchema } from '@portico/protocol';
import { FEED_STATE } from './feed-state.ts';

/**
 * The tables to open an index with: those with search, and those that lookups reach from them, for a
 * permission may follow them (`case.account.owner`) and a hit shows their titles. Nothing else is copied.
 *
 * A copy does not keep values unique and counts no numbers: its original does both, and a row that came to it
 * another way must not push out a second one here.
 */
export function indexTables(tables: readonly TableSchema[]): readonly TableSchema[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const internal = new Set(INTERNAL_TABLES.map(({ name }) => name));
  const reached = new Set(
    tables.filter(({ name, search }) => search && !internal.has(name)).map(({ name }) => name),
  );
  // A set that grows while it is walked is walked to its end.
  for (const name of reached) {
    for (const column of Object.values(byName.get(name)?.columns ?? {}))
      if (column.type === 'lookup' && byName.has(column.target)) reached.add(column.target);
  }
  return [...reached].map((name) => copied(byName.get(name) as TableSchema));
}

/** What else a store of the index needs: its own tables, and where the feed keeps how far it is. */
export const INDEX_OWN_TABLES: readonly TableSchema[] = [...INTERNAL_TABLES, FEED_STATE];

function copied({ unique: _unique, ...table }: TableSchema): TableSchema {
  const columns = Object.entries(table.columns).map(([name, column]) => [name, withoutNumbering(column)]);
  return { ...table, columns: Object.fromEntries(columns) };
}

function withoutNumbering(column: ColumnSchema): ColumnSchema {
  if (column.type !== 'text') return column;
  const { numbering: _numbering, ...rest } = column;
  return rest;
}
