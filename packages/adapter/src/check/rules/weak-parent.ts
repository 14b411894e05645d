import type { CheckContext, PlacedPermission } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

const DEEPEST = 3;
const NEEDS_READ = ['read', 'create', 'write', 'delete'] as const;

export const weakParent: Rule = {
  id: 'L11',
  level: 'error',
  title: 'Parent access through a parent that is missing, circular, weaker than the child, or far away',
  why: 'Nobody can say any more who sees the child, when the parent itself is not visible to the same people.',
  waivable: true,
  find: (context) =>
    context.permissions.flatMap((placed): Concern[] => {
      const { permission, path, table } = placed;
      const chain = parentsOf(context, placed);
      const parent = chain[0];
      if (!parent) return [];
      const about = { permission: permission.id, table: table.name, webRoles: permission.webRoles };
      const concerns: Concern[] = [];
      const stronger = NEEDS_READ.find((privilege) => permission.privileges.includes(privilege));
      if (stronger && !parent.permission.privileges.includes('read')) {
        concerns.push({
          ...about,
          path: `${path}.parent`,
          sentence: `${describeRoles(permission.webRoles)} can ${stronger} ${table.name} records below ${parent.table.name} records that "${parent.permission.id}" does not let them read.`,
          fix: `Name a parent permission that grants "read", or leave "${stronger}" out here.`,
        });
      }
      if (chain.length > DEEPEST) {
        concerns.push({
          ...about,
          path: `${path}.parent`,
          sentence: `Who reaches ${table.name} by "${permission.id}" depends on ${chain.length} permissions in a row: ${chain.map((link) => link.permission.id).join(', ')}.`,
          fix: `Follow at most ${DEEPEST} parents; put a lookup closer to the root into the table.`,
        });
      }
      return concerns;
    }),
};

/** The parent permission, its parent, and so on. */
export function parentsOf(context: CheckContext, placed: PlacedPermission): readonly PlacedPermission[] {
  const chain: PlacedPermission[] = [];
  for (let at: PlacedPermission | undefined = placed; at; ) {
    const next: string | undefined = at.permission.parent;
    at = context.permissions.find((other) => other.permission.id === next);
    if (at) chain.push(at);
  }
  return chain;
}
