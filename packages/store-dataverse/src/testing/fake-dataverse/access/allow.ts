import { allPrivileges } from '../metadata/privileges.ts';
import type { World } from '../world/world.ts';
import type { UserRights } from './user-rights.ts';

/** Gives the application user these rights, and no others. @throws for a privilege that does not exist */
export function allow(world: World, { roles, privileges }: UserRights): void {
  const known = allPrivileges(world);
  const unknown = typeof privileges === 'string' ? undefined : privileges.find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`There is no privilege ${unknown}.`);
  world.rights = { roles, privileges };
}
