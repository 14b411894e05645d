import { columnOf } from '../../config/site.ts';
import { columnsIn, isPersonal, isUnearned } from '../context.ts';
import { describeRoles, listed } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

export const uniquePersonal: Rule = {
  id: 'L20',
  level: 'warning',
  title: 'Uniqueness of a personal column on a table that strangers write to',
  why: 'PostgreSQL’s manual names it a covert channel: "taken" tells who is a customer.',
  waivable: true,
  find: ({ config, permissions }) =>
    (config.tables ?? []).flatMap((table, index) =>
      (table.unique ?? []).flatMap((set, at) => {
        const personal = set.filter((name) => {
          const column = columnOf(table, name);
          return column !== undefined && isPersonal(column);
        });
        const maker = permissions.find(
          (placed) =>
            placed.table.name === table.name &&
            placed.holdings.some(({ webRole, reach }) => isUnearned(webRole) && reach !== 'none') &&
            [...columnsIn(placed, 'create'), ...columnsIn(placed, 'write')].some(({ name }) =>
              personal.includes(name),
            ),
        );
        if (personal.length === 0 || !maker) return [];
        const webRoles = maker.permission.webRoles.filter(isUnearned);
        return [
          {
            path: `tables[${index}].unique[${at}]`,
            permission: maker.permission.id,
            table: table.name,
            webRoles,
            sentence: `${describeRoles(webRoles)} can find out whose ${listed(personal, 'and')} is in ${table.name}: having it again is refused.`,
            fix: 'Leave the set out of "unique", and join doubles later where only staff sees it.',
          },
        ];
      }),
    ),
};
