import { columnsIn, isPersonal } from '../context.ts';
import { describeRecords } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

export const anonymousReadsPersonal: Rule = {
  id: 'L01',
  level: 'error',
  title: 'Anonymous visitors read personal columns',
  why: 'UpGuard 2021: 38 million records. AppOmni 2024: 1.1 million employees of one health service.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed) => {
      const anonymous = placed.holdings.find(({ webRole }) => webRole === 'anonymous');
      const columns = columnsIn(placed, 'read', isPersonal);
      if (!anonymous || anonymous.reach === 'none' || columns.length === 0) return [];
      return [
        {
          path: `${placed.path}.columns.read`,
          permission: placed.permission.id,
          table: placed.table.name,
          columns,
          webRoles: ['anonymous'],
          sentence: `Anyone on the internet can read {columns} of ${describeRecords(placed.table, anonymous.filter)}.`,
          fix: 'Take "anonymous" out of webRoles, or these columns out of columns.read.',
        },
      ];
    }),
};
