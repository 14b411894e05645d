import type { ColumnSchema, Filter, TableSchema } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import { columnOf } from '../config/site.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { compileFilter } from '../permissions/compile.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { type Reach, reachOf } from './access/reach.ts';
import { symbolicSubject } from './access/symbolic-subject.ts';
import type { Evidence } from './evidence.ts';
import type { Answer } from './finding.ts';

/** A permission as one web role has it. */
export interface Holding {
  readonly webRole: string;
  readonly filter: Filter;
  readonly reach: Reach;
}

/** A permission with its place in the configuration, its table, and what it gives to each of its web roles. */
export interface PlacedPermission {
  readonly permission: TablePermission;
  readonly path: string;
  readonly table: TableSchema;
  /** In the order of its web roles; those for which it covers nothing have the reach `none`. */
  readonly holdings: readonly Holding[];
}

/** What the rules look at. Everything in it is known to resolve. */
export interface CheckContext {
  readonly site: Site;
  readonly config: SiteConfig;
  readonly permissions: readonly PlacedPermission[];
  readonly evidence: Evidence;
}

export function checkContext(site: Site, evidence: Evidence): CheckContext {
  const permissions = site.config.tablePermissions.map((permission, index) => ({
    permission,
    path: `tablePermissions[${index}]`,
    table: site.tables.get(permission.table) as TableSchema,
    holdings: permission.webRoles.map((webRole) => {
      const filter = compileFilter(site, symbolicSubject([webRole]), permission);
      return { webRole, filter, reach: reachOf(filter) };
    }),
  }));
  return { site, config: site.config, permissions, evidence };
}

/** Web roles that people have without anybody giving them one. */
export function isUnearned(webRole: string): boolean {
  return webRole === 'anonymous' || webRole === 'authenticated';
}

/** The first of the holdings that no reason could answer, else the first of all. */
export function mostExposed(holdings: readonly Holding[]): Holding | undefined {
  return holdings.find(({ webRole }) => isUnearned(webRole)) ?? holdings[0];
}

/** The `reason` of a permission as the answer to a finding; undefined where it has none. */
export function reasonOf({ permission, path }: PlacedPermission): Answer | undefined {
  if (permission.reason === undefined) return undefined;
  return { path: `${path}.reason`, reason: permission.reason, until: null };
}

/** The same, for what only staff may be given: nobody is staff without a web role that somebody assigns. */
export function staffReasonOf(placed: PlacedPermission, webRole: string): Answer | undefined {
  return isUnearned(webRole) ? undefined : reasonOf(placed);
}

/** The listed columns of a privilege with their places; none where the privilege is not granted. */
export function columnsIn(
  { permission, path, table }: PlacedPermission,
  privilege: 'read' | 'create' | 'write',
  fits: (column: ColumnSchema, name: string) => boolean = () => true,
): readonly { readonly name: string; readonly path: string }[] {
  if (!permission.privileges.includes(privilege)) return [];
  return (permission.columns[privilege] ?? []).flatMap((name, index) => {
    const column = columnOf(table, name);
    return column && fits(column, name) ? [{ name, path: `${path}.columns.${privilege}[${index}]` }] : [];
  });
}

/** Personal or secret: what somebody could be hurt by. */
export function isPersonal(column: ColumnSchema): boolean {
  return column.classification === 'personal' || column.classification === 'secret';
}
