import { EVERYTHING } from '@portico/protocol';
import { columnOf, type Site } from '../config/site.ts';
import type { LookupPlan, Projection } from './plan.ts';
import { tableNamed } from './planning.ts';

/**
 * What a built-in permission reads: the named columns of a table, in all its records. For the few reads that
 * happen before or beside a subject's own rights; `permission` names which.
 */
export function systemProjection(
  site: Site,
  permission: string,
  tableName: string,
  columns: readonly string[],
): Projection {
  const table = tableNamed(site, tableName);
  const lookups = columns.flatMap((column): LookupPlan[] => {
    const schema = columnOf(table, column);
    // No grants on the target: these plans need ids, not labels.
    return schema?.type === 'lookup' ? [{ column, target: tableNamed(site, schema.target), grants: [] }] : [];
  });
  const grants = [{ permission, filter: EVERYTHING, columns: new Set(columns) }];
  return { table, grants, select: columns, lookups, counts: [] };
}
