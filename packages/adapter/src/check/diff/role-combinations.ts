import type { Site } from '../../config/site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';

/** Most combinations that are looked at for one permission: each link of a chain multiplies them by its web roles. */
export const MOST_COMBINATIONS = 200;

export interface RoleCombinations {
  /** The fewest web roles that a person needs, one entry for each way to have enough of them. */
  readonly webRoles: readonly (readonly string[])[];
  /** False where there are more ways than {@link MOST_COMBINATIONS}; the others are left out. */
  readonly complete: boolean;
}

/**
 * The fewest web roles that a person needs for a permission to cover anything: one of its own, and one of each parent
 * permission it follows. `authenticated` is not named beside others, since it comes with them; `anonymous` comes alone.
 */
export function roleCombinations(site: Site, permission: TablePermission): RoleCombinations {
  let sets: ReadonlySet<string>[] = [new Set()];
  let complete = true;
  for (let at: TablePermission | undefined = permission; at; ) {
    const { webRoles, parent }: TablePermission = at;
    const next = sets.flatMap((roles) => webRoles.map((role) => new Set([...roles, role])));
    const all = fewest(next.filter((roles) => roles.size === 1 || !roles.has('anonymous')));
    sets = all.slice(0, MOST_COMBINATIONS);
    complete &&= sets.length === all.length;
    at = parent === undefined ? undefined : site.permissionById.get(parent);
  }
  const webRoles = sets.map((roles) => {
    const named = [...roles].filter((role) => role !== 'authenticated').sort();
    return named.length > 0 ? named : ['authenticated'];
  });
  return { webRoles, complete };
}

/** Without those that ask for more than another one does. */
function fewest(sets: readonly ReadonlySet<string>[]): readonly ReadonlySet<string>[] {
  const distinct = new Map(sets.map((roles) => [[...roles].sort().join(' '), roles]));
  const all = [...distinct.values()];
  // Only one that asks for fewer can be within another, so most need not be compared.
  const bySize = Map.groupBy(all, named);
  const sizes = [...bySize.keys()];
  return all.filter(
    (roles) =>
      !sizes.some(
        (size) =>
          size <= named(roles) &&
          bySize.get(size)?.some((other) => other !== roles && isWithin(other, roles)),
      ),
  );
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
