import { listed } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

/** A note, not a warning: no key of the configuration can answer it as long as the adapter has no limits of its own. */
export const unlimitedRequests: Rule = {
  id: 'L26',
  level: 'note',
  title: 'Strangers send as much as they like',
  why: 'Strapi CVE-2025-64526: limits that robots could reset were as good as none.',
  waivable: true,
  find: ({ permissions }) => {
    const open = permissions.filter(
      ({ permission, holdings }) =>
        (permission.privileges.includes('create') || (permission.actions?.length ?? 0) > 0) &&
        holdings.some(({ webRole, reach }) => webRole === 'anonymous' && reach !== 'none'),
    );
    const first = open[0];
    if (!first) return [];
    const what = open.map(({ permission, table }) =>
      permission.privileges.includes('create')
        ? `create ${table.name} records`
        : `${listed(permission.actions ?? [], 'and')} ${table.name} records`,
    );
    return [
      {
        path: first.path,
        permission: first.permission.id,
        table: first.table.name,
        webRoles: ['anonymous'],
        sentence: `Anyone on the internet can ${listed([...new Set(what)], 'and')} as fast as they can send: the adapter itself counts no requests of an address.`,
        fix: 'Limit requests for each address in the proxy before the adapter.',
      },
    ];
  },
};
