import { RECORD_ID } from '@portico/protocol';
import type { Answer, Moment, Question } from '../question.ts';
import { changedRecord } from './complete-record.ts';
import { covers } from './covers.ts';
import { grantsOf, hasAnyRight } from './grants.ts';
import { problem } from './problem.ts';
import { isVisible } from './readable.ts';
import { storedForm } from './stored-form.ts';
import { candidatesOf, hasFaultyValues, lacksRequired } from './value-faults.ts';
import { recordOf, type Viewpoint } from './viewpoint.ts';
import { written } from './written.ts';

/** docs/permissions.md, "Changing and deleting": a change, without the `If-Match` that is the store's business. */
export function update(
  view: Viewpoint,
  question: Question & { readonly type: 'update' },
  moment: Moment,
): Answer {
  const { table, id } = question;
  const schema = view.tables.get(table);
  // An id of another shape names no record, whatever is to be changed.
  if (!schema || !hasAnyRight(view, table) || !RECORD_ID.test(id)) return problem('not_found');
  const grants = grantsOf(view, table, 'write');
  // 1. Where nothing may be changed at all, it is the record that decides, not the columns (worked example 4).
  const changes = storedForm(schema, question.changes);
  if (grants.length > 0) {
    const isFaulty =
      Object.keys(changes).length === 0 ||
      hasFaultyValues(schema, grants, 'write', changes) ||
      lacksRequired(schema, changes);
    if (isFaulty) return problem('invalid_values');
  }
  const candidates = candidatesOf(grants, 'write', changes);
  // 2. The record as it is.
  const before = recordOf(view, table, id);
  if (!before) return problem('not_found');
  if (!candidates.some((candidate) => covers(view, candidate, { table, record: before })))
    return problem(isVisible(view, { table, record: before }) ? 'permission_denied' : 'not_found');
  // 4 and 5. Its lookups, and the record as it will be.
  return written(
    view,
    candidates,
    { table, record: changedRecord(schema, before, changes, moment) },
    changes,
  );
}
