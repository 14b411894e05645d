import type { TableSchema } from '@portico/protocol';
import type { Answer, Moment, Question } from '../question.ts';
import { newRecord } from './complete-record.ts';
import { grantsOf, hasAnyRight } from './grants.ts';
import { problem } from './problem.ts';
import { stampsOf } from './stamps-of.ts';
import { storedForm, type Values } from './stored-form.ts';
import { candidatesOf, hasFaultyValues, lacksRequired } from './value-faults.ts';
import type { Viewpoint } from './viewpoint.ts';
import { written } from './written.ts';

/** docs/permissions.md, "Creating": its steps, in its order. */
export function create(
  view: Viewpoint,
  question: Question & { readonly type: 'create' },
  moment: Moment,
): Answer {
  // 1. The table is known, and there is a grant at all.
  const { table } = question;
  const schema = view.tables.get(table);
  if (!schema || !hasAnyRight(view, table)) return problem('not_found');
  const grants = grantsOf(view, table, 'create');
  if (grants.length === 0) return problem('permission_denied');
  // 2. Every value is good.
  const values = storedForm(schema, question.values);
  if (hasFaultyValues(schema, grants, 'create', values)) return problem('invalid_values');
  // 3. One grant covers all that is given.
  const candidates = candidatesOf(grants, 'create', values);
  if (candidates.length === 0) return problem('permission_denied');
  // 4 and 5. What was not given is filled in.
  const stamped = { ...stampsOf(view, candidates, values), ...values };
  const record = newRecord(view, schema, stamped, moment);
  if (lacksRequired(schema, record)) return problem('invalid_values');
  // 6. Who may append to no record at all is told so at once.
  if (setsLookup(schema, values) && grantsOf(view, table, 'append').length === 0)
    return problem('permission_denied');
  // 7 and 8.
  return written(view, candidates, { table, record }, values);
}

function setsLookup(schema: TableSchema, values: Values): boolean {
  return Object.entries(values).some(
    ([name, value]) => value !== null && schema.columns[name]?.type === 'lookup',
  );
}
