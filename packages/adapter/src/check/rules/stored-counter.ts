import { columnOf } from '../../config/site.ts';
import { isWide } from '../access/reach.ts';
import { type CheckContext, columnsIn, isUnearned } from '../context.ts';
import { describeRecords, describeRoles } from '../describe-access.ts';
import type { Rule } from '../rule.ts';

const COUNTER = /(^|_)(count|counter|total|sum|number_of|num|open_cases|tally)(_|$)/;

export const storedCounter: Rule = {
  id: 'L19',
  level: 'warning',
  title: 'A stored number that counts records its readers may not all see',
  why: 'ServiceNow’s "Count(er) Strike": totals gave away what rows kept back.',
  waivable: true,
  find: (context) =>
    context.permissions.flatMap((placed) => {
      const holding = placed.holdings.find(({ webRole, reach }) => isUnearned(webRole) && isWide(reach));
      if (!holding) return [];
      const hidden = hiddenChild(context, placed.table.name, holding.webRole);
      const columns = columnsIn(
        placed,
        'read',
        (column, name) => (column.type === 'integer' || column.type === 'decimal') && COUNTER.test(name),
      );
      if (hidden === null || columns.length === 0) return [];
      return [
        {
          path: `${placed.path}.columns.read`,
          permission: placed.permission.id,
          table: placed.table.name,
          columns,
          webRoles: [holding.webRole],
          sentence: `${describeRoles([holding.webRole])} can read {columns} of ${describeRecords(placed.table, holding.filter)}, and tell from it how many ${hidden} records there are that they may not see.`,
          fix: 'Use a column of type "count", which counts at each read what the reader may see.',
        },
      ];
    }),
};

/** A table with a lookup to this one, not all of whose records the web role may read. */
function hiddenChild({ site, permissions }: CheckContext, table: string, webRole: string): string | null {
  for (const child of site.tables.values()) {
    const points = Object.keys(child.columns).some((name) => {
      const column = columnOf(child, name);
      return column?.type === 'lookup' && column.target === table;
    });
    const whole = permissions.some(
      (other) =>
        other.table === child &&
        other.permission.privileges.includes('read') &&
        other.holdings.some((held) => held.webRole === webRole && held.reach === 'every'),
    );
    if (points && !whole) return child.name;
  }
  return null;
}
