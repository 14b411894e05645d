import { describeRoles } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

const VERBS = { read: 'read', create: 'fill in', write: 'change' } as const;

export const noColumns: Rule = {
  id: 'L02',
  level: 'error',
  title: 'A permission to read, create or write that lists no columns',
  why: 'In Power Pages a missing list, or "*", opened every column. Here it opens none, so it is not what was meant.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap(({ permission, path, table }) =>
      (['read', 'create', 'write'] as const)
        .filter(
          (privilege) => permission.privileges.includes(privilege) && !permission.columns[privilege]?.length,
        )
        .map((privilege) => ({
          path: `${path}.columns.${privilege}`,
          permission: permission.id,
          table: table.name,
          webRoles: permission.webRoles,
          sentence: `${describeRoles(permission.webRoles)} may ${VERBS[privilege]} no column of ${table.name}, although "${privilege}" is granted.`,
          fix: `List the columns under columns.${privilege}, or leave "${privilege}" out of the privileges.`,
        })),
    ),
};
