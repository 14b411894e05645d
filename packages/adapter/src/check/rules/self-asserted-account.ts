import { columnsIn, isUnearned } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

export const selfAssertedAccount: Rule = {
  id: 'L08',
  level: 'error',
  title: 'People say themselves which account they belong to',
  why: 'Whoever registers picks a victim’s company and reads its records.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed) => {
      const { permission, table } = placed;
      if (table.name !== 'contact') return [];
      const reaching = placed.holdings.filter(
        ({ webRole, reach }) => reach === 'own' || (isUnearned(webRole) && reach !== 'none'),
      );
      if (reaching.length === 0) return [];
      return (['create', 'write'] as const).flatMap((privilege) =>
        columnsIn(placed, privilege, (column) => column.type === 'lookup' && column.target === 'account').map(
          (column) => ({
            path: column.path,
            permission: permission.id,
            table: table.name,
            columns: [column],
            webRoles: reaching.map(({ webRole }) => webRole),
            sentence: `${describeRoles(reaching.map(({ webRole }) => webRole))} can set {columns} of a contact, and so join any account and see what it sees.`,
            fix: `Take it out of columns.${privilege}; accounts are assigned by the company, or imported.`,
          }),
        ),
      );
    }),
};
