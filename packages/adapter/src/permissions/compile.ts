import { and, EVERYTHING, eq, type Filter, NOTHING, type Privilege, related } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import type { Grant } from '../plan/plan.ts';
import type { TablePermission } from './table-permission.ts';

/** A privilege, or a named command: `action:close`. */
export type Right = Privilege | `action:${string}`;

/**
 * What a subject's table permissions give it for one right on one table: one grant for each permission that
 * applies, to be joined with OR. No permission, or an unknown table: no grant, which is no access.
 *
 * A permission whose access needs a claim the subject lacks, a contact or an account, gives nothing rather
 * than a comparison with null. The parent permission of `parent` access counts only for a subject that holds
 * one of its web roles too; its own privileges do not matter, it only says which parent records are meant.
 */
export function compileGrants(
  site: Pick<Site, 'permissions' | 'permissionById'>,
  subject: Subject,
  table: string,
  right: Right,
): readonly Grant[] {
  const grants: Grant[] = [];
  for (const permission of site.permissions.get(table) ?? []) {
    if (!grantsRight(permission, right)) continue;
    const filter = compileFilter(site, subject, permission);
    if (filter.type === 'nothing') continue;
    grants.push({ permission: permission.id, filter, columns: columnsOf(permission, right) });
  }
  return grants;
}

/** The records a permission covers for a subject; `nothing` when it holds none of the permission's web roles. */
export function compileFilter(
  site: Pick<Site, 'permissionById'>,
  subject: Subject,
  permission: TablePermission,
): Filter {
  if (!permission.webRoles.some((role) => subject.webRoles.has(role))) return NOTHING;
  const access = compileAccess(site, subject, permission);
  return permission.where ? and(access, permission.where) : access;
}

function compileAccess(
  site: Pick<Site, 'permissionById'>,
  subject: Subject,
  permission: TablePermission,
): Filter {
  switch (permission.access) {
    case 'global':
      return EVERYTHING;
    case 'self':
      return subject.contact === null ? NOTHING : eq('id', subject.contact);
    case 'contact':
      return pathEndsAt(permission.via, subject.contact);
    case 'account':
      return pathEndsAt(permission.via, subject.account);
    case 'parent': {
      const parent = site.permissionById.get(permission.parent ?? '');
      if (!parent || !permission.via) return NOTHING;
      const covered = compileFilter(site, subject, parent);
      return covered.type === 'nothing' ? NOTHING : related(permission.via, covered);
    }
  }
}

/** `case.contact` becomes "the case's contact is this one". Without a path the record itself is the end. */
function pathEndsAt(via: string | undefined, id: string | null): Filter {
  if (id === null) return NOTHING;
  const hops = via ? via.split('.') : ['id'];
  const last = hops.pop() as string;
  return hops.reduceRight<Filter>((filter, hop) => related(hop, filter), eq(last, id));
}

const NO_COLUMNS: ReadonlySet<string> = new Set();
/** The lists of a configuration as sets, each made once: what is worked out for a set then serves all requests. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function columnsOf(permission: TablePermission, right: Right): ReadonlySet<string> {
  if (right !== 'read' && right !== 'create' && right !== 'write') return NO_COLUMNS;
  const list = permission.columns[right];
  if (!list) return NO_COLUMNS;
  const known = sets.get(list);
  if (known) return known;
  const made = new Set(list);
  sets.set(list, made);
  return made;
}

function grantsRight(permission: TablePermission, right: Right): boolean {
  if (right.startsWith('action:'))
    return permission.actions?.includes(right.slice('action:'.length)) ?? false;
  return permission.privileges.some((privilege) => privilege === right);
}
