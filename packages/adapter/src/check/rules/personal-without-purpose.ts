import { columnsIn, isPersonal, reasonOf } from '../context.ts';
import type { Rule } from '../rule.ts';

export const personalWithoutPurpose: Rule = {
  id: 'L25',
  level: 'warning',
  title: 'Personal data taken from strangers with neither a consent nor a purpose on record',
  why: 'GDPR, articles 5 and 7: a purpose must be named before data is collected.',
  waivable: true,
  find: ({ permissions, config }) =>
    permissions.flatMap((placed) => {
      const { permission, path, table } = placed;
      const columns = columnsIn(placed, 'create', isPersonal);
      const anonymous = placed.holdings.find(({ webRole }) => webRole === 'anonymous');
      if (!anonymous || anonymous.reach === 'none' || columns.length === 0) return [];
      const asks = config.forms?.some((form) => form.table === table.name && form.consents?.length);
      if (asks) return [];
      return [
        {
          path: `${path}.columns.create`,
          permission: permission.id,
          table: table.name,
          columns,
          webRoles: ['anonymous'],
          answer: reasonOf(placed),
          sentence: `Anyone on the internet is asked for {columns} of ${table.name}, and neither a consent nor a purpose is on record.`,
          fix: 'Write the purpose into "reason" of the permission, or add "consents" to a form of the table.',
        },
      ];
    }),
};
