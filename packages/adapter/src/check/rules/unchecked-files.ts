import { columnsIn } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

export const uncheckedFiles: Rule = {
  id: 'L24',
  level: 'warning',
  title: 'Visitors say themselves what a file is',
  why: 'An HTML page or SVG that calls itself a picture runs scripts where it is opened.',
  waivable: true,
  find: ({ permissions }) =>
    permissions.flatMap((placed): Concern[] => {
      if (placed.table.name !== 'file') return [];
      const { permission, table } = placed;
      return (['create', 'write'] as const).flatMap((privilege) => {
        const columns = columnsIn(
          placed,
          privilege,
          (_column, name) => name === 'media_type' || name === 'size',
        );
        if (columns.length === 0) return [];
        return [
          {
            path: `${placed.path}.columns.${privilege}`,
            permission: permission.id,
            table: table.name,
            columns,
            webRoles: permission.webRoles,
            sentence: `${describeRoles(permission.webRoles)} can set {columns} of a file, and nothing compares it with what the file is.`,
            fix: `Take it out of columns.${privilege}: what a file is follows from its content, not from who sends it.`,
          },
        ];
      });
    }),
};
