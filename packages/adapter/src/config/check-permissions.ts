import { ACTIONS, INTERNAL_TABLES, type TableSchema } from '@portico/protocol';
import type { TablePermission } from '../permissions/table-permission.ts';
import { checkPermissionFilter } from './check-permission-filter.ts';
import type { Report } from './config-error.ts';
import { isSettable } from './settable.ts';
import { columnOf } from './site.ts';
import type { SiteConfig } from './site-config.ts';

type Tables = ReadonlyMap<string, TableSchema>;

const BUILT_IN_ROLES: readonly string[] = ['anonymous', 'authenticated'];

/** Checks that every table permission says something that can be meant, and nothing that would be ignored. */
export function checkPermissions(config: SiteConfig, tables: Tables, report: Report): void {
  const byId = new Map<string, TablePermission>();
  for (const [index, role] of config.webRoles.entries()) {
    if (BUILT_IN_ROLES.includes(role)) report(`webRoles[${index}]`, `"${role}" is built in; leave it out`);
  }
  for (const [index, permission] of config.tablePermissions.entries()) {
    const path = `tablePermissions[${index}]`;
    // The audit trail calls what no permission covers by such names, the operator's import among them.
    if (permission.id.startsWith('system:'))
      report(`${path}.id`, `"${permission.id}" begins with "system:", which is kept for the adapter itself`);
    if (byId.has(permission.id))
      report(`${path}.id`, `"${permission.id}" is used twice; ids name one permission`);
    else byId.set(permission.id, permission);
    for (const [place, role] of permission.webRoles.entries()) {
      if (!BUILT_IN_ROLES.includes(role) && !config.webRoles.includes(role))
        report(
          `${path}.webRoles[${place}]`,
          `"${role}" is not a web role; list it under webRoles or use one of ${[...BUILT_IN_ROLES, ...config.webRoles].join(', ')}`,
          'L27',
        );
    }
  }
  for (const [index, permission] of config.tablePermissions.entries()) {
    const path = `tablePermissions[${index}]`;
    const table = tables.get(permission.table);
    if (!table) {
      const internal = INTERNAL_TABLES.some((candidate) => candidate.name === permission.table);
      report(
        `${path}.table`,
        internal
          ? `"${permission.table}" is the adapter's own; no permission may open it`
          : `"${permission.table}" is not a table of this site`,
        internal ? 'L22' : 'L27',
      );
      continue;
    }
    checkAccess(permission, table, tables, byId, path, report);
    checkPrivileges(permission, table, path, report);
    if (permission.where !== undefined)
      checkPermissionFilter(permission.where, table, tables, `${path}.where`, report);
  }
}

function checkAccess(
  permission: TablePermission,
  table: TableSchema,
  tables: Tables,
  byId: ReadonlyMap<string, TablePermission>,
  path: string,
  report: Report,
): void {
  const { access, via, parent } = permission;
  if (access !== 'parent' && parent !== undefined)
    report(`${path}.parent`, `is only for access "parent"; this one has "${access}"`);
  if ((access === 'global' || access === 'self') && via !== undefined)
    report(`${path}.via`, `has no meaning with access "${access}"; leave it out`);
  if (access === 'self' && table.name !== 'contact')
    report(`${path}.access`, `"self" is for the table contact; use "contact" with a via path here`);
  if (access === 'contact' || access === 'account') checkPath(permission, table, tables, path, report);
  if (access === 'parent') checkParent(permission, table, byId, path, report);
}

/** The path must lead, lookup by lookup, to a contact or an account. */
function checkPath(
  { access, via }: TablePermission,
  table: TableSchema,
  tables: Tables,
  path: string,
  report: Report,
): void {
  if (via === undefined) {
    if (table.name !== access)
      report(`${path}.via`, `is missing: name the lookups that lead from ${table.name} to the ${access}`);
    return;
  }
  let at = table;
  for (const hop of via.split('.')) {
    const column = columnOf(at, hop);
    if (column?.type !== 'lookup') {
      report(`${path}.via`, `"${hop}" is not a lookup of ${at.name}`);
      return;
    }
    const next = tables.get(column.target);
    if (!next) {
      report(`${path}.via`, `"${hop}" leads to ${column.target}, which is not a table`);
      return;
    }
    at = next;
  }
  if (at.name !== access)
    report(`${path}.via`, `ends at ${at.name}; with access "${access}" it must end there`);
}

function checkParent(
  permission: TablePermission,
  table: TableSchema,
  byId: ReadonlyMap<string, TablePermission>,
  path: string,
  report: Report,
): void {
  const lookup = permission.via === undefined ? undefined : columnOf(table, permission.via);
  if (lookup?.type !== 'lookup')
    report(
      `${path}.via`,
      permission.via === undefined
        ? 'is missing: name the lookup that points to the parent record'
        : `"${permission.via}" is not a lookup of ${table.name}; parent access takes one lookup, no path`,
      'L11',
    );
  const parent = byId.get(permission.parent ?? '');
  if (!parent) {
    report(
      `${path}.parent`,
      permission.parent === undefined
        ? 'is missing: name the id of the permission on the parent table to follow'
        : `"${permission.parent}" is not the id of a table permission`,
      'L11',
    );
    return;
  }
  if (lookup?.type === 'lookup' && parent.table !== lookup.target)
    report(
      `${path}.parent`,
      `"${parent.id}" is on ${parent.table}, but "${permission.via}" points to ${lookup.target}`,
      'L11',
    );
  const seen = new Set<TablePermission>([permission]);
  for (let next: TablePermission | undefined = parent; next; next = byId.get(next.parent ?? '')) {
    if (next === permission) {
      report(`${path}.parent`, 'leads back to this permission; a chain of parents must end', 'L11');
      return;
    }
    if (seen.has(next)) return;
    seen.add(next);
  }
}

function checkPrivileges(
  permission: TablePermission,
  table: TableSchema,
  path: string,
  report: Report,
): void {
  for (const privilege of ['read', 'create', 'write'] as const) {
    const columns = permission.columns[privilege];
    if (columns && !permission.privileges.includes(privilege))
      report(`${path}.columns.${privilege}`, `lists columns, but "${privilege}" is not among the privileges`);
    for (const [index, name] of (columns ?? []).entries()) {
      const place = `${path}.columns.${privilege}[${index}]`;
      const column = columnOf(table, name);
      if (name === 'id') report(place, '"id" always shows and is never written; leave it out');
      else if (name === '*')
        report(place, 'is no wildcard here; list the columns that are meant, one by one', 'L02');
      else if (!column) report(place, `"${name}" is not a column of ${table.name}`, 'L27');
      else if (privilege === 'read' && column.classification === 'secret')
        report(place, `"${name}" is classified secret; secrets are never read through the adapter`, 'L04');
      else if (privilege !== 'read' && !isSettable(column))
        report(place, `"${name}" is set by the adapter alone; leave it out`);
    }
  }
  const offered: readonly string[] = Object.hasOwn(ACTIONS, table.name)
    ? ACTIONS[table.name as keyof typeof ACTIONS]
    : [];
  for (const [index, action] of (permission.actions ?? []).entries()) {
    if (!offered.includes(action))
      report(
        `${path}.actions[${index}]`,
        `"${action}" is not an action of ${table.name}; it has ${offered.join(', ') || 'none'}`,
      );
  }
  if (permission.privileges.length === 0 && !permission.actions?.length)
    report(`${path}.privileges`, 'is empty and there are no actions, so the permission grants nothing');
}
