import { and, type Filter, not, or, related } from '@portico/protocol';
import { coveredBy, readableWhere } from '../permissions/readable-where.ts';
import type { Grant } from '../plan/plan.ts';

/** The read grants of a table, and the way to those of the tables its lookups point to. */
export interface GuardScope {
  readonly grants: readonly Grant[];
  readonly follow: (lookup: string) => GuardScope;
}

/**
 * Makes a visitor's filter blind to what the visitor may not read: a condition holds only on records where
 * its column shows, and a related record counts only if it is visible itself. An unreadable cell so behaves
 * like one that satisfies nothing, whatever it holds, and the answer cannot depend on it, under `not` too.
 *
 * The result is meant for records that `scope.grants` make visible; a plan always joins it with those.
 */
export function guard(filter: Filter, scope: GuardScope): Filter {
  switch (filter.type) {
    case 'and':
      return and(...filter.filters.map((part) => guard(part, scope)));
    case 'or':
      return or(...filter.filters.map((part) => guard(part, scope)));
    case 'not':
      return not(guard(filter.filter, scope));
    case 'related': {
      const target = scope.follow(filter.lookup);
      const inner = and(coveredBy(target.grants), guard(filter.filter, target));
      if (inner.type === 'nothing') return inner;
      return and(readableWhere(scope.grants, filter.lookup), related(filter.lookup, inner));
    }
    case 'condition':
      return and(readableWhere(scope.grants, filter.column), filter);
    default:
      return filter;
  }
}
