import { columnOf } from '../../config/site.ts';
import { columnsIn } from '../context.ts';
import { describeRoles } from '../describe-access.ts';
import type { Concern, Rule } from '../rule.ts';

const isSecret = (column: { readonly classification: string } | undefined) =>
  column?.classification === 'secret';

export const secretColumnUsed: Rule = {
  id: 'L04',
  level: 'error',
  title: 'A secret column that is read, searched, written or identifies records',
  why: 'Strapi CVE-2026-27886: a filter on a column nobody could read gave it away letter by letter.',
  waivable: true,
  find: (context) => {
    const concerns: Concern[] = [];
    for (const placed of context.permissions) {
      for (const privilege of ['create', 'write'] as const) {
        const columns = columnsIn(placed, privilege, isSecret);
        if (columns.length === 0) continue;
        concerns.push({
          path: `${placed.path}.columns.${privilege}`,
          permission: placed.permission.id,
          table: placed.table.name,
          columns,
          webRoles: placed.permission.webRoles,
          sentence: `${describeRoles(placed.permission.webRoles)} can set {columns} of ${placed.table.name}, which is secret.`,
          fix: `Take it out of columns.${privilege}; secrets are set in the systems that use them.`,
        });
      }
    }
    for (const [index, table] of (context.config.tables ?? []).entries()) {
      const named = [
        ...Object.keys(table.search?.weights ?? {}).map((name) => [name, `search.weights.${name}`] as const),
        ...(table.search?.facets ?? []).map((name, at) => [name, `search.facets[${at}]`] as const),
        ...(table.unique ?? []).flatMap((set, at) => set.map((name) => [name, `unique[${at}]`] as const)),
      ];
      for (const [name, place] of named) {
        if (!isSecret(columnOf(table, name))) continue;
        const path = `tables[${index}].${place}`;
        concerns.push({
          path,
          table: table.name,
          columns: [{ name, path }],
          sentence: `Search or uniqueness of ${table.name} depends on {columns}, which is secret: answers would tell of it.`,
          fix: 'Leave the column out there.',
        });
      }
    }
    return concerns;
  },
};
