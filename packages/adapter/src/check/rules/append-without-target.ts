import { isWide } from '../access/reach.ts';
import { type CheckContext, columnsIn, isPersonal, mostExposed, staffReasonOf } from '../context.ts';
import { describeRecords, describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const appendWithoutTarget: Rule = {
  id: 'L13',
  level: 'error',
  title: 'Lookups that can be offered but never set, or set to anybody’s private records',
  why: 'Notes attached to the cases of others; and answers that tell which record ids exist.',
  waivable: true,
  find: (context) => [...neverSet(context), ...setToAnybodys(context)],
};

function neverSet(context: CheckContext): Concern[] {
  return context.permissions.flatMap((placed) =>
    (['create', 'write'] as const).flatMap((privilege) =>
      columnsIn(placed, privilege, (column) => column.type === 'lookup').flatMap((place): Concern[] => {
        const { permission, table } = placed;
        const column = table.columns[place.name];
        const target = column?.type === 'lookup' ? column.target : '';
        const lacking = permission.webRoles.flatMap((role) => {
          const append = isHeld(context, role, table.name, 'append');
          const appendTo = isHeld(context, role, target, 'append_to');
          if (append && appendTo) return [];
          return [{ role, needs: append ? `"append_to" on ${target}` : `"append" on ${table.name}` }];
        });
        if (lacking.length < permission.webRoles.length) return [];
        return [
          {
            path: place.path,
            permission: permission.id,
            table: table.name,
            columns: [place],
            webRoles: permission.webRoles,
            sentence: `${describeRoles(permission.webRoles)} may set {columns} of ${table.name} by this list, but never can: no permission gives them ${lacking[0]?.needs}.`,
            fix: `Grant ${lacking[0]?.needs} to the same web roles, or take the column out.`,
          },
        ];
      }),
    ),
  );
}

function setToAnybodys({ permissions }: CheckContext): Concern[] {
  return permissions.flatMap((placed) => {
    const { permission, path, table, holdings } = placed;
    const at = permission.privileges.indexOf('append_to');
    const isPrivate = Object.values(table.columns).some(isPersonal);
    const wide = mostExposed(holdings.filter(({ reach }) => isWide(reach)));
    if (at === -1 || !isPrivate || !wide) return [];
    return [
      {
        path: `${path}.privileges[${at}]`,
        permission: permission.id,
        table: table.name,
        webRoles: [wide.webRole],
        answer: staffReasonOf(placed, wide.webRole),
        sentence: `${describeRoles([wide.webRole])} can attach records to ${describeRecords(table, wide.filter)}, and learn which ids exist.`,
        fix: 'Use access "contact", "account" or "parent"; or, for a web role that only staff has, say so in "reason".',
      },
    ];
  });
}

/** Whether people with this web role hold the privilege on some record of the table. */
function isHeld(
  { permissions }: CheckContext,
  webRole: string,
  table: string,
  privilege: 'append' | 'append_to',
): boolean {
  const roles = webRole === 'anonymous' ? [webRole] : [webRole, 'authenticated'];
  return permissions.some(
    (other) =>
      other.table.name === table &&
      other.permission.privileges.includes(privilege) &&
      other.holdings.some((holding) => roles.includes(holding.webRole) && holding.reach !== 'none'),
  );
}
