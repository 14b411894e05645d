import { mostExposed, staffReasonOf } from '../context.ts';
import { describeRecords, describeRoles } from '../describe-access.ts';
import type { Rule } from '../rule.ts';
import { widest } from './wide-change.ts';

export const visitorsDelete: Rule = {
  id: 'L23',
  level: 'warning',
  title: 'People who are not staff delete records',
  why: 'Deleting cannot be taken back, and takes the trail of what happened with it.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed) => {
      const { permission, path, table, holdings } = placed;
      const at = permission.privileges.indexOf('delete');
      // Everybody's records are L05's.
      if (at === -1 || widest(placed)) return [];
      const holding = mostExposed(holdings.filter(({ reach }) => reach !== 'none'));
      if (!holding) return [];
      return [
        {
          path: `${path}.privileges[${at}]`,
          permission: permission.id,
          table: table.name,
          webRoles: [holding.webRole],
          answer: staffReasonOf(placed, holding.webRole),
          sentence: `${describeRoles([holding.webRole])} can delete ${describeRecords(table, holding.filter)} for good.`,
          fix: 'Let them close or cancel instead; or, for a web role that only staff has, say so in "reason".',
        },
      ];
    }),
};
