import { conjunctsOf } from '../access/conjuncts.ts';
import { isWide } from '../access/reach.ts';
import { within } from '../access/within.ts';
import type { Rule } from '../rule.ts';

export const anonymousPublishes: Rule = {
  id: 'L06',
  level: 'error',
  title: 'Anonymous visitors create records that other visitors read',
  why: 'Spam, phishing and mail relays: whatever a robot writes is shown in the company’s name.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap(({ permission, path, table, holdings }) => {
      const at = permission.privileges.indexOf('create');
      const maker = holdings.find(({ webRole }) => webRole === 'anonymous');
      if (at === -1 || !maker || maker.reach === 'none') return [];
      const made = conjunctsOf(maker.filter);
      const reader = permissions.find(
        (other) =>
          other.table === table &&
          other.permission.privileges.includes('read') &&
          (other.permission.columns.read?.length ?? 0) > 0 &&
          other.holdings.some(
            ({ reach, filter }) =>
              isWide(reach) && mayMeet(made, conjunctsOf(filter)) && isShown(other.permission),
          ),
      );
      if (!reader) return [];
      return [
        {
          path: `${path}.privileges[${at}]`,
          permission: permission.id,
          table: table.name,
          webRoles: ['anonymous'],
          sentence: `Anyone on the internet can publish: what they create in ${table.name} is shown to others by "${reader.permission.id}", unchecked.`,
          fix: 'Ask for a sign-in to create, or let "where" of the reading permission pick only records that somebody has released.',
        },
      ];
    }),
};

/** Readers who are asked to judge what comes in, staff, say so by `reason` and a web role of their own. */
function isShown(permission: { readonly webRoles: readonly string[]; readonly reason?: string }): boolean {
  const unearned = permission.webRoles.some((role) => role === 'anonymous' || role === 'authenticated');
  return unearned || permission.reason === undefined;
}

/** Whether a record made under the one can be covered by the other: no path on which they exclude each other. */
function mayMeet(made: ReturnType<typeof conjunctsOf>, read: ReturnType<typeof conjunctsOf>): boolean {
  if (!made || !read) return true;
  if (within(made, read) === 'yes') return true;
  return made.some((one) =>
    read.some((other) =>
      [...other].every(([path, values]) => {
        const known = one.get(path);
        return known === undefined || values.size === 0 || [...known].some((value) => values.has(value));
      }),
    ),
  );
}
