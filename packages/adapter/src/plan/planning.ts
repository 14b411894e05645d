import { ACTIONS, PRIVILEGES, ProtocolError, RECORD_ID, type TableSchema } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import { type Rights, rightsOf } from '../permissions/rights.ts';
import type { Grant } from './plan.ts';

/** What the parts of a plan are built from: a site, and one subject's rights on it. */
export interface Planning {
  readonly site: Site;
  readonly subject: Subject;
  readonly rights: Rights;
}

export function planningFor(site: Site, subject: Subject): Planning {
  return { site, subject, rights: rightsOf(site, subject) };
}

/** A table that a lookup of the checked configuration names. */
export function tableNamed(site: Site, name: string): TableSchema {
  const table = site.tables.get(name) ?? site.internalTables.get(name);
  if (!table) throw new Error(`The site has no table ${name}.`);
  return table;
}

/** The table and the subject's read grants on it; unknown and unreadable tables are the same `not_found`. */
export function readableTable(
  planning: Planning,
  name: string,
): { readonly table: TableSchema; readonly grants: readonly Grant[] } {
  const table = planning.site.tables.get(name);
  const grants = table ? planning.rights.grants(name, 'read') : [];
  if (!table || grants.length === 0) throw new ProtocolError('not_found');
  return { table, grants };
}

/** A table on which the subject has any right at all; others are `not_found`, as unknown ones. */
export function knownTable(planning: Planning, name: string): TableSchema {
  const table = planning.site.tables.get(name);
  if (!table || !hasAnyRight(planning, name)) throw new ProtocolError('not_found');
  return table;
}

function hasAnyRight({ rights }: Planning, name: string): boolean {
  return (
    PRIVILEGES.some((privilege) => rights.grants(name, privilege).length > 0) ||
    actionsOf(name).some((action) => rights.grants(name, `action:${action}`).length > 0)
  );
}

/** The named commands that records of a table take. */
export function actionsOf(table: string): readonly string[] {
  return Object.hasOwn(ACTIONS, table) ? ACTIONS[table as keyof typeof ACTIONS] : [];
}

/** An id of another shape names no record: the same `not_found`. */
export function checkId(id: string): void {
  if (!RECORD_ID.test(id)) throw new ProtocolError('not_found');
}
