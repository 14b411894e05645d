import type { Site } from '../config/site.ts';
import type { FormConfig } from '../config/site-config.ts';
import type { GetPlan } from './plan.ts';
import { systemProjection } from './system-projection.ts';

/** The built-in permission by which the sender of a form is told the number of what was just made. */
export const SYSTEM_RECEIPT = 'system:receipt';

/**
 * Reads the form's reference column of one record, and nothing else: a guest may not read the case but gets
 * its number. `id` must be that of a submission the same sender just made.
 */
export function receiptPlan(site: Site, form: FormConfig, id: string): GetPlan {
  const columns = form.reference === undefined ? [] : [form.reference];
  return { type: 'get', projection: systemProjection(site, SYSTEM_RECEIPT, form.table, columns), id };
}
