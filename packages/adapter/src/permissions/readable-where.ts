import { EVERYTHING, type Filter, or } from '@portico/protocol';
import { simplify } from '../filter/simplify.ts';
import type { Grant } from '../plan/plan.ts';

/** The records that any of these grants covers; of no grants: `nothing`. */
export function coveredBy(grants: readonly Grant[]): Filter {
  return simplify(or(...grants.map((grant) => grant.filter)));
}

/**
 * Of the records these grants make visible, those in which they also cover the column. `everything` when
 * all of them cover it, for a visible record is then one where the column shows. `id` always shows.
 */
export function readableWhere(grants: readonly Grant[], column: string): Filter {
  const covering = grants.filter((grant) => covers(grant, column));
  if (covering.length === grants.length && grants.length > 0) return EVERYTHING;
  return coveredBy(covering);
}

/** Whether some grant covers the column in some record. */
export function readableSomewhere(grants: readonly Grant[], column: string): boolean {
  return grants.some((grant) => covers(grant, column));
}

export function covers(grant: Grant, column: string): boolean {
  return column === 'id' || grant.columns.has(column);
}
