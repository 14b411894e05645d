import type { ColumnSchema, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../permissions/table-permission.ts';
import type { FormConfig, SiteConfig } from './site-config.ts';

/** A checked configuration. Only `loadSite` makes one; every name in it is known to resolve. */
export interface Site {
  readonly config: SiteConfig;
  /** Tables that permissions may open: the standard ones with the site's own columns, and the site's own. */
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** The adapter's own tables, open to no permission. */
  readonly internalTables: ReadonlyMap<string, TableSchema>;
  /** Both kinds: what a store is opened with. */
  readonly storeTables: readonly TableSchema[];
  /** Table permissions by the table they are on. */
  readonly permissions: ReadonlyMap<string, readonly TablePermission[]>;
  readonly permissionById: ReadonlyMap<string, TablePermission>;
  readonly forms: ReadonlyMap<string, FormConfig>;
}

/** A column by name; undefined for unknown names, those that every JavaScript object has among them. */
export function columnOf(table: TableSchema, name: string): ColumnSchema | undefined {
  return Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
}
