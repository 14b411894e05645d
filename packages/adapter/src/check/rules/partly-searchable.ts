import { columnOf } from '../../config/site.ts';
import type { PlacedPermission } from '../context.ts';
import { describeRoles, listed } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const partlySearchable: Rule = {
  id: 'L14',
  level: 'warning',
  title: 'A searched column that the same people may read in some records and not in others',
  why: 'ServiceNow CVE-2025-3648, Elide #3415: search and sort answered for columns that reading kept back.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed): Concern[] => {
      const { permission, path, table } = placed;
      const { search } = table;
      if (!search || !isReader(placed)) return [];
      const searched = [...new Set([...Object.keys(search.weights), ...search.facets, search.excerpt])];
      for (const { webRole, reach } of placed.holdings) {
        if (reach === 'none') continue;
        const roles = webRole === 'anonymous' ? [webRole] : [webRole, 'authenticated'];
        const others = permissions.filter(
          (other) =>
            other.table === table &&
            other !== placed &&
            isReader(other) &&
            other.holdings.some((held) => roles.includes(held.webRole) && held.reach !== 'none'),
        );
        const missing = searched.filter(
          (name) =>
            columnOf(table, name) &&
            !permission.columns.read?.includes(name) &&
            others.some((other) => other.permission.columns.read?.includes(name)),
        );
        if (missing.length === 0) continue;
        return [
          {
            path: `${path}.columns.read`,
            permission: permission.id,
            table: table.name,
            webRoles: [webRole],
            sentence: `${describeRoles([webRole])} can search ${listed(missing, 'and')} of some ${table.name} records but not of those of "${permission.id}": what is found there is less than what is there.`,
            fix: 'List the column in every permission by which these people read the table, or in none.',
          },
        ];
      }
      return [];
    }),
};

function isReader({ permission }: PlacedPermission): boolean {
  return permission.privileges.includes('read') && (permission.columns.read?.length ?? 0) > 0;
}
