import { isWide } from '../access/reach.ts';
import { mostExposed, type PlacedPermission, staffReasonOf } from '../context.ts';
import { describeRecords, describeRoles, listed } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

/** Commands that change a record others have made; the rest keep a record of the sender's own. */
const CHANGING: ReadonlySet<string> = new Set(['close', 'reopen', 'moderate', 'accept-answer']);

export const wideChange: Rule = {
  id: 'L05',
  level: 'error',
  title: 'Everybody’s records can be changed or deleted by people who are not staff',
  why: 'The most common finding of Supabase’s linter, rls_policy_always_true.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed) => {
      const { permission, path, table } = placed;
      const rights = changingRights(placed);
      const holding = widest(placed);
      if (rights.length === 0 || !holding) return [];
      return [
        {
          path: `${path}.${rights[0]?.place}`,
          permission: permission.id,
          table: table.name,
          webRoles: [holding.webRole],
          answer: staffReasonOf(placed, holding.webRole),
          sentence: `${describeRoles([holding.webRole])} can ${listed(
            rights.map(({ word }) => word),
            'and',
          )} ${describeRecords(table, holding.filter)}.`,
          fix: 'Use access "contact", "account" or "parent"; or, for a web role that only staff has, say so in "reason".',
        },
      ];
    }),
};

/** A web role that covers records of everybody, one that everybody has before one of the site's own. */
export function widest({ holdings }: PlacedPermission) {
  return mostExposed(holdings.filter(({ reach }) => isWide(reach)));
}

function changingRights({ permission }: PlacedPermission) {
  const privileges = permission.privileges.flatMap((privilege, index) =>
    privilege === 'write' || privilege === 'delete'
      ? [{ place: `privileges[${index}]`, word: privilege === 'write' ? 'change' : 'delete' }]
      : [],
  );
  const actions = (permission.actions ?? []).flatMap((action, index) =>
    CHANGING.has(action) ? [{ place: `actions[${index}]`, word: action.replace('-', ' ') }] : [],
  );
  return [...privileges, ...actions];
}
