import { isWide } from '../access/reach.ts';
import { columnsIn } from '../context.ts';
import { describeRecords } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

export const newcomersReadInternal: Rule = {
  id: 'L07',
  level: 'warning',
  title: 'Everyone who registers reads internal columns of everybody’s records',
  why: 'AppOmni 2024: with open registration, "authenticated" is anyone with an e-mail address.',
  waivable: true,
  find: ({ permissions, config }) => {
    const open = config.identity?.issuers.some(({ registration }) => registration === 'open');
    if (!open) return [];
    return permissions.flatMap((placed) => {
      const holding = placed.holdings.find(({ webRole }) => webRole === 'authenticated');
      const columns = columnsIn(placed, 'read', (column) => column.classification === 'internal');
      if (!holding || !isWide(holding.reach) || columns.length === 0) return [];
      return [
        {
          path: `${placed.path}.columns.read`,
          permission: placed.permission.id,
          table: placed.table.name,
          columns,
          webRoles: ['authenticated'],
          sentence: `Registration is open, so anyone who makes an account can read {columns} of ${describeRecords(placed.table, holding.filter)}.`,
          fix: 'Give the permission to a web role that somebody must assign, or set registration to "closed".',
        },
      ];
    });
  },
};
