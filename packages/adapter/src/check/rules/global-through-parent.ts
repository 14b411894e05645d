import { isWide } from '../access/reach.ts';
import { columnsIn, reasonOf } from '../context.ts';
import { describeRecords, describeRoles } from '../describe-access.ts';
import type { Rule } from '../rule.ts';
import { parentsOf } from './weak-parent.ts';

export const globalThroughParent: Rule = {
  id: 'L12',
  level: 'warning',
  title: 'Parent access that in the end covers everybody’s records',
  why: 'A parent permission that is widened later widens everything below it, where nobody looks.',
  waivable: true,
  find: (context) =>
    context.permissions.flatMap((placed) => {
      const { permission, path, table } = placed;
      if (permission.access !== 'parent') return [];
      const columns = columnsIn(placed, 'read', (column) => column.classification !== 'public');
      // Personal columns that reach everybody are L01's and L21's.
      if (columns.some(({ name }) => table.columns[name]?.classification !== 'internal')) return [];
      const wide = placed.holdings.filter(({ reach }) => isWide(reach));
      const [widest] = wide;
      if (!widest || columns.length === 0) return [];
      const root = parentsOf(context, placed).at(-1)?.permission.id;
      const webRoles = wide.map(({ webRole }) => webRole);
      return [
        {
          path: `${path}.parent`,
          permission: permission.id,
          table: table.name,
          webRoles,
          answer: reasonOf(placed),
          sentence: `${describeRoles(webRoles)} can read ${columns.map(({ name }) => name).join(', ')} of ${describeRecords(table, widest.filter)}, because "${root}" at the end of the chain covers everybody’s.`,
          fix: 'Write into "reason" that this is meant, or follow a parent permission that is tied to the person.',
        },
      ];
    }),
};
