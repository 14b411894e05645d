import type { ProblemCode } from '@portico/protocol';
import type { Place } from './follow-lookup.ts';
import { targetOf } from './follow-lookup.ts';
import { isGranted } from './grants.ts';
import type { Values } from './stored-form.ts';
import { recordOf, type Viewpoint } from './viewpoint.ts';

/**
 * docs/permissions.md, "Lookups in what is written": for every lookup that the client sets to a value, an `append`
 * grant covers the record as it will be stored, and an `append_to` grant covers the target as it stands before the
 * write. That the target can be seen is not asked: no privilege implies another.
 */
export function referenceProblem(
  before: Viewpoint,
  after: Viewpoint,
  written: Place,
  given: Values,
): ProblemCode | null {
  const references = Object.entries(given).flatMap(([column, id]) => {
    const table = targetOf(before, written.table, column);
    return table !== null && typeof id === 'string' ? [{ table, id }] : [];
  });
  if (references.length === 0) return null;
  const areAllowed = references.every(({ table, id }) => {
    const record = recordOf(before, table, id);
    return record !== undefined && isGranted(before, 'append_to', { table, record });
  });
  if (!areAllowed) return 'invalid_reference';
  return isGranted(after, 'append', written) ? null : 'permission_denied';
}
