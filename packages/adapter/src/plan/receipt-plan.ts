import { EVERYTHING } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import type { FormConfig } from '../config/site-config.ts';
import type { GetPlan } from './plan.ts';
import { tableNamed } from './planning.ts';

/**
 * Whoever sends a form is told the reference of the record it made, such as a case number, also a guest who
 * may read no record. A permission of its own, built in: it reaches the one column the operator named.
 */
export const SYSTEM_RECEIPT = 'system:receipt';

/** The reference of the record that this form has just made. */
export function receiptPlan(site: Site, form: FormConfig, id: string): GetPlan {
  const select = form.reference === undefined ? [] : [form.reference];
  const grants = [{ permission: SYSTEM_RECEIPT, filter: EVERYTHING, columns: new Set(select) }];
  return {
    type: 'get',
    projection: { table: tableNamed(site, form.table), grants, select, lookups: [], counts: [] },
    id,
  };
}
