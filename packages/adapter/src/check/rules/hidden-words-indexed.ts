import { columnOf } from '../../config/site.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const hiddenWordsIndexed: Rule = {
  id: 'L15',
  level: 'error',
  title: 'A search index with words that some of those who search may not read',
  why: 'Hidden words move ranking and spelling for everybody; what is not in the index cannot.',
  waivable: true,
  find: ({ config, permissions }) =>
    (config.tables ?? []).flatMap((table, index) => {
      const readers = permissions.filter(
        (placed) => placed.table.name === table.name && placed.permission.columns.read?.length,
      );
      const webRoles = [...new Set(readers.flatMap(({ permission }) => permission.webRoles))];
      return Object.keys(table.search?.weights ?? {}).flatMap((name): Concern[] => {
        const column = columnOf(table, name);
        if (column?.classification !== 'internal' && column?.classification !== 'personal') return [];
        const blind = webRoles.filter((webRole) => {
          const roles = webRole === 'anonymous' ? [webRole] : [webRole, 'authenticated'];
          return !readers.some(
            ({ permission }) =>
              permission.columns.read?.includes(name) &&
              permission.webRoles.some((role) => roles.includes(role)),
          );
        });
        if (blind.length === 0) return [];
        const path = `tables[${index}].search.weights.${name}`;
        return [
          {
            path,
            table: table.name,
            columns: [{ name, path }],
            webRoles: blind,
            sentence: `${describeRoles(blind)} can search ${table.name}, whose index holds {columns}, which they may not read.`,
            fix: 'Leave the column out of search.weights, or let all who search the table read it.',
          },
        ];
      });
    }),
};
