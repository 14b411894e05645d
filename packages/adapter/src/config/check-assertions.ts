import { ACTIONS, type TableSchema } from '@portico/protocol';
import type { AssertedRights } from './assertion.ts';
import type { Report } from './config-error.ts';
import { columnOf } from './site.ts';
import type { SiteConfig } from './site-config.ts';

type Tables = ReadonlyMap<string, TableSchema>;

/** An assertion about a name that does not exist would always hold, and guard nothing. */
export function checkAssertions(config: SiteConfig, tables: Tables, report: Report): void {
  const roles = ['anonymous', 'authenticated', ...config.webRoles];
  for (const [index, assertion] of (config.assertions ?? []).entries()) {
    const path = `assertions[${index}]`;
    for (const [place, role] of assertion.webRoles.entries())
      if (!roles.includes(role)) report(`${path}.webRoles[${place}]`, `"${role}" is not a web role`);
    const table = tables.get(assertion.table);
    if (!table) report(`${path}.table`, `"${assertion.table}" is not a table of this site`);
    if (!assertion.may && !assertion.mayNot)
      report(path, 'says nothing; write what they may, or what they may not');
    if (!table) continue;
    checkRights(assertion.may, table, `${path}.may`, report);
    checkRights(assertion.mayNot, table, `${path}.mayNot`, report);
  }
}

function checkRights(
  rights: AssertedRights | undefined,
  table: TableSchema,
  path: string,
  report: Report,
): void {
  for (const privilege of ['read', 'create', 'write'] as const) {
    const columns = rights?.[privilege];
    for (const [index, name] of (columns === true ? [] : (columns ?? [])).entries())
      if (!columnOf(table, name))
        report(`${path}.${privilege}[${index}]`, `"${name}" is not a column of ${table.name}`);
  }
  const offered: readonly string[] = Object.hasOwn(ACTIONS, table.name)
    ? ACTIONS[table.name as keyof typeof ACTIONS]
    : [];
  for (const [index, action] of (rights?.actions ?? []).entries())
    if (!offered.includes(action))
      report(`${path}.actions[${index}]`, `"${action}" is not an action of ${table.name}`);
}
