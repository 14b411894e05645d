import { ProtocolError } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import type { GetPlan } from './plan.ts';
import { checkId } from './planning.ts';
import { systemProjection } from './system-projection.ts';

/**
 * The built-in permission by which `portico explain` reads what decided. It is for the operator, who may read the store
 * anyway: no route makes such a plan, and labels of lookups stay out of it.
 */
export const SYSTEM_EXPLAIN = 'system:explain';

/** @throws `not_found` for the adapter's own tables and unknown ones */
export function explainPlan(site: Site, table: string, columns: readonly string[], id: string): GetPlan {
  if (!site.tables.has(table)) throw new ProtocolError('not_found');
  checkId(id);
  return { type: 'get', projection: systemProjection(site, SYSTEM_EXPLAIN, table, columns), id };
}
