import type { Site } from '../../config/site.ts';
import { conjunctsOf } from '../access/conjuncts.ts';
import { isWide } from '../access/reach.ts';
import { within } from '../access/within.ts';
import { isUnearned, type PlacedPermission, reasonOf } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const anonymousPublishes: Rule = {
  id: 'L06',
  level: 'error',
  title: 'Anonymous visitors, or all who register, create records that other visitors read',
  why: 'Spam, phishing and mail relays: whatever a robot writes is shown in the company’s name.',
  waivable: true,
  find: ({ site, config, permissions }) => {
    const strangers = new Set(['anonymous']);
    // Where everybody may register, robots do.
    if (config.identity?.issuers.some(({ registration }) => registration === 'open'))
      strangers.add('authenticated');
    return permissions.flatMap(({ permission, path, table, holdings }): Concern[] => {
      const at = permission.privileges.indexOf('create');
      const makers = holdings.filter(({ webRole, reach }) => strangers.has(webRole) && reach !== 'none');
      const maker = makers.find(({ webRole }) => webRole === 'anonymous') ?? makers[0];
      if (at === -1 || !maker) return [];
      const made = conjunctsOf(maker.filter);
      const readers = permissions.filter(
        (other) =>
          other.table === table &&
          other.permission.privileges.includes('read') &&
          (other.permission.columns.read?.length ?? 0) > 0 &&
          other.holdings.some(({ reach, filter }) => isWide(reach) && mayMeet(made, conjunctsOf(filter))),
      );
      const reader = readers.find((other) => judgesByReason(other) === undefined) ?? readers[0];
      if (!reader) return [];
      const answer = judgesByReason(reader);
      const who =
        maker.webRole === 'anonymous' ? 'Anyone on the internet' : 'Anyone who registers, as everybody may,';
      const about = { permission: permission.id, table: table.name, webRoles: [maker.webRole], answer };
      const shown = `what they create in ${table.name} is shown to`;
      return [
        {
          ...about,
          path: `${path}.privileges[${at}]`,
          // Who registered can be told from others and kept out, as long as somebody can take down what they wrote.
          level: maker.webRole === 'authenticated' && isModerated(site, table.name) ? 'warning' : 'error',
          sentence: answer
            ? `${who} can send: ${shown} ${describeRoles(reader.permission.webRoles).toLowerCase()} by "${reader.permission.id}".`
            : `${who} can publish: ${shown} others by "${reader.permission.id}", unchecked.`,
          fix: `${maker.webRole === 'anonymous' ? 'Ask for a sign-in to create' : 'Set registration to "closed"'}, or let "where" of the reading permission pick only records that somebody has released.`,
        },
      ];
    });
  },
};

/** Readers who are asked to judge what comes in, staff, say so by `reason` and web roles of their own. */
function judgesByReason(reader: PlacedPermission) {
  return reader.permission.webRoles.some(isUnearned) ? undefined : reasonOf(reader);
}

/** Whether somebody with a web role of the site's own may hide records of a table. */
function isModerated(site: Site, table: string): boolean {
  const permissions = site.permissions.get(table) ?? [];
  return permissions.some(
    ({ actions, webRoles }) => actions?.includes('moderate') && !webRoles.some(isUnearned),
  );
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
