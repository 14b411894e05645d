import type { TableSchema } from '@portico/protocol';
import { type Access, accessOf } from '../check/access-matrix.ts';
import { roleCombinations } from '../check/diff/role-combinations.ts';
import type { Site } from '../config/site.ts';
import type { Right } from '../permissions/compile.ts';

/** What people with these web roles may do; `authenticated` comes with every one but `anonymous`. */
export interface WhoCanRow extends Access {
  readonly webRoles: readonly string[];
}

export interface WhoCan {
  readonly rows: readonly WhoCanRow[];
  /** False where a permission goes by so many combinations of web roles that some are left out. */
  readonly complete: boolean;
}

/**
 * Who may do something with a table, or one column of it, on which records. A row for each web role by itself, and for
 * each combination that opens something none of its parts does: a parent permission asks for its own web roles, too.
 */
export function whoCan(site: Site, table: TableSchema, right: Right, column: string | null): WhoCan {
  const single = ['anonymous', 'authenticated', ...site.config.webRoles].map((role) => [role]);
  const combinations = (site.permissions.get(table.name) ?? []).map((permission) =>
    roleCombinations(site, permission),
  );
  const combined = combinations.flatMap(({ webRoles }) => webRoles).filter((roles) => roles.length > 1);
  const distinct = new Map([...single, ...combined].map((roles) => [roles.join(' '), roles]));
  const rows = [...distinct.values()].map((webRoles) => ({
    webRoles,
    ...accessOf(site, webRoles, table, right, column),
  }));
  return {
    rows: rows.filter((row) => row.webRoles.length === 1 || opensMore(row, rows)),
    complete: combinations.every(({ complete }) => complete),
  };
}

/** Whether a permission counts here that counts for no part of the combination. */
function opensMore(row: WhoCanRow, rows: readonly WhoCanRow[]): boolean {
  const parts = rows.filter(
    ({ webRoles }) =>
      webRoles.length < row.webRoles.length &&
      webRoles.every((role) => role === 'authenticated' || row.webRoles.includes(role)),
  );
  const known = new Set(parts.flatMap(({ permissions }) => permissions));
  return row.permissions.some((permission) => !known.has(permission));
}
