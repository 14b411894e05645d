import { createPlanner, loadSite, type SiteConfig, type Subject } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import {
  type CellValue,
  INTERNAL_TABLES,
  isLookupValue,
  isStored,
  MAX_LIMIT,
  oneOf,
  type RecordValues,
  type StoredRecord,
  type TableRecord,
  type TableSchema,
} from '@portico/protocol';

/** Whoever runs the command may read the file of the records anyway; here that is said as a permission. */
const READER = 'import-reader';

const SUBJECT: Subject = {
  key: 'portico import',
  authenticated: true,
  contact: null,
  account: null,
  webRoles: new Set([READER]),
  displayName: null,
  expiresAt: null,
};

/** Reads records by id with all their columns. The adapter's own tables are read by nobody: null. */
export type ReadPresent = (
  table: TableSchema,
  ids: readonly string[],
) => Promise<ReadonlyMap<string, TableRecord> | null>;

/**
 * Reads what is there already through plans of its own, made from the site's tables and one permission to
 * read them all. So an import knows what it would change, and can be run again at any time.
 */
export function presentRecords(config: SiteConfig, store: Pick<Store, 'list'>): ReadPresent {
  const tables = [...loadSite(config).tables.values()];
  const { site, tables: own, columns } = config;
  const planner = createPlanner(
    loadSite({
      site,
      webRoles: [READER],
      ...(own && { tables: own }),
      ...(columns && { columns }),
      tablePermissions: tables.map((table) => ({
        id: `import-reads-${table.name}`,
        table: table.name,
        webRoles: [READER],
        access: 'global',
        privileges: ['read'],
        columns: { read: storedColumns(table) },
        reason: 'An import compares what it brings with what is there.',
      })),
    }),
  );
  const internal = new Set(INTERNAL_TABLES.map((table) => table.name));

  return async (table, ids) => {
    if (internal.has(table.name)) return null;
    const found = new Map<string, TableRecord>();
    for (let start = 0; start < ids.length; start += MAX_LIMIT) {
      const filter = oneOf('id', ids.slice(start, start + MAX_LIMIT));
      const query = { select: storedColumns(table), filter, limit: MAX_LIMIT };
      const { records } = await store.list(planner.list(SUBJECT, table.name, query, null));
      for (const record of records) found.set(record.id, record);
    }
    return found;
  };
}

/**
 * Whether writing `planned` would change nothing. Numbered columns are counted by the store, and the times of
 * the adapter are compared only where the import sets them. `ownColumns` are those that the store alone sets.
 */
export function isUnchanged(
  table: TableSchema,
  present: TableRecord,
  planned: StoredRecord,
  given: RecordValues,
  ownColumns: readonly string[] = [],
): boolean {
  return storedColumns(table).every((name) => {
    if (ownColumns.includes(name)) return true;
    const column = table.columns[name];
    if (column?.type === 'text' && column.numbering && given[name] === undefined) return true;
    if ((name === 'created_at' || name === 'updated_at') && given[name] === undefined) return true;
    return bare(present[name]) === (planned[name] ?? null);
  });
}

function storedColumns(table: TableSchema): string[] {
  return Object.keys(table.columns).filter((name) =>
    isStored(table.columns[name] as TableSchema['columns'][string]),
  );
}

function bare(cell: CellValue | undefined): CellValue {
  return isLookupValue(cell) ? cell.id : (cell ?? null);
}
