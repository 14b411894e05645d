import type { Site } from '../../config/site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

/**
 * The fewest web roles that a person needs for a permission to cover anything: one of its own, and one of each parent
 * permission it follows. `authenticated` is not named beside others, since it comes with them; `anonymous` comes alone.
 */
export function roleCombinations(site: Site, permission: TablePermission): readonly (readonly string[])[] {
  let sets: ReadonlySet<string>[] = [new Set()];
  for (let at: TablePermission | undefined = permission; at; ) {
    const { webRoles, parent }: TablePermission = at;
    sets = sets.flatMap((roles) => webRoles.map((role) => new Set([...roles, role])));
    sets = fewest(sets.filter((roles) => roles.size === 1 || !roles.has('anonymous')));
    at = parent === undefined ? undefined : site.permissionById.get(parent);
  }
  return sets.map((roles) => {
    const named = [...roles].filter((role) => role !== 'authenticated').sort();
    return named.length > 0 ? named : ['authenticated'];
  });
}

/** Without those that ask for more than another one does. */
function fewest(sets: readonly ReadonlySet<string>[]): ReadonlySet<string>[] {
  const distinct = new Map(sets.map((roles) => [[...roles].sort().join(' '), roles]));
  const all = [...distinct.values()];
  return all.filter((roles) => !all.some((other) => other !== roles && isWithin(other, roles)));
}

function isWithin(few: ReadonlySet<string>, many: ReadonlySet<string>): boolean {
  if (many.has('anonymous') || few.has('anonymous'))
    return few.size === many.size && few.has('anonymous') && many.has('anonymous');
  const given = [...few].every((role) => role === 'authenticated' || many.has(role));
  // Of `authenticated` alone and a named role, the former asks for less.
  return given && named(few) < named(many);
}

function named(roles: ReadonlySet<string>): number {
  return [...roles].filter((role) => role !== 'authenticated').length;
}
