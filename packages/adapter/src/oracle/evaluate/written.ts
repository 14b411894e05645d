import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Answer } from '../question.ts';
import { covers } from './covers.ts';
import type { Place } from './follow-lookup.ts';
import { isDuplicate } from './is-duplicate.ts';
import { problem } from './problem.ts';
import { referenceProblem } from './reference-problem.ts';
import { showRecord } from './show-record.ts';
import type { Values } from './stored-form.ts';
import { afterWriting, type Viewpoint } from './viewpoint.ts';

/**
 * The end of every create and change: its lookups must be allowed, the record as it will be stored must be covered by a
 * candidate, and it must be the only one of its kind. docs/permissions.md, "Creating", 6 to 8, "Changing", 4 and 5.
 */
export function written(
  before: Viewpoint,
  candidates: readonly TablePermission[],
  place: Place,
  given: Values,
): Answer {
  const { table, record } = place;
  const after = afterWriting(before, table, record);
  const code = referenceProblem(before, after, place, given);
  if (code === 'invalid_reference') return problem(code);
  if (code || !candidates.some((candidate) => covers(after, candidate, place)))
    return problem('permission_denied');
  const schema = before.tables.get(table);
  if (schema && isDuplicate(before, schema, record)) return problem('duplicate_record');
  return { type: 'written', shown: showRecord(after, place), table, id: record.id, after: record };
}
