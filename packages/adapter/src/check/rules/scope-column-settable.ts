import { type CheckContext, columnsIn, type PlacedPermission } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const scopeColumnSettable: Rule = {
  id: 'L09',
  level: 'error',
  title: 'The lookup that says whose a record is can be set by those who ask',
  why: 'Records are stolen by changing it, and planted in the name of others by choosing it.',
  waivable: true,
  find: (context) =>
    context.permissions.flatMap((placed): Concern[] => {
      const { permission, table } = placed;
      const about = { permission: permission.id, table: table.name, webRoles: permission.webRoles };
      const who = describeRoles(permission.webRoles);
      const moved = columnsIn(placed, 'write', (column, name) =>
        column.type === 'lookup' && !isMembership(table.name, column.target)
          ? scopeLookups(context, placed).has(name)
          : false,
      );
      const planted = columnsIn(placed, 'create', (column, name) =>
        column.type === 'lookup' && !isMembership(table.name, column.target)
          ? personLookups(context, placed).has(name) && permission.via !== name
          : false,
      );
      return [
        ...moved.map((column) => ({
          ...about,
          path: column.path,
          columns: [column],
          sentence: `${who} can change {columns} of ${table.name}, which says whose the record is: it can be given away or taken.`,
          fix: 'Take it out of columns.write.',
        })),
        ...planted.map((column) => ({
          ...about,
          path: column.path,
          columns: [column],
          sentence: `${who} can create a record of ${table.name} in somebody else’s name by choosing {columns}.`,
          fix: 'Take it out of columns.create and use access "contact" or "account", which fills it in.',
        })),
      ];
    }),
};

/** Who belongs to which account is a rule of its own, L08. */
function isMembership(table: string, target: string): boolean {
  return table === 'contact' && target === 'account';
}

/** Lookups of the table from which some permission on it goes to find whose a record is. */
function scopeLookups({ permissions }: CheckContext, { table }: PlacedPermission): ReadonlySet<string> {
  return new Set(
    permissions.flatMap(({ permission }) =>
      permission.table === table.name && permission.via ? [permission.via.split('.')[0] as string] : [],
    ),
  );
}

/** Those of them that name the contact or the account itself. */
function personLookups({ permissions }: CheckContext, { table }: PlacedPermission): ReadonlySet<string> {
  return new Set(
    permissions.flatMap(({ permission }) =>
      permission.table === table.name &&
      (permission.access === 'contact' || permission.access === 'account') &&
      permission.via &&
      !permission.via.includes('.')
        ? [permission.via]
        : [],
    ),
  );
}
