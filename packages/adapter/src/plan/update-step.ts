import { EVERYTHING, type Issue, ProtocolError, type TableSchema } from '@portico/protocol';
import { simplify } from '../filter/simplify.ts';
import { coveredBy } from '../permissions/readable-where.ts';
import { changedAt, renderedFrom } from './complete-record.ts';
import type { ChangeContext } from './context.ts';
import type { DeleteStep, ExpectedEtag, Grant, UpdateStep } from './plan.ts';
import type { Planning } from './planning.ts';
import { readValues, refuseIssues } from './read-values.ts';
import { referenceChecks, withAppend } from './references.ts';

/**
 * A change to one record. Of the subject's write grants those count that cover every changed column; the
 * record must satisfy one of them before and after. Without any the step still goes to the store, which
 * alone knows whether the record is readable and the answer 403, or not, and 404.
 */
export function planUpdate(
  planning: Planning,
  table: TableSchema,
  id: string,
  changes: unknown,
  context: ChangeContext,
): { readonly step: UpdateStep; readonly candidates: readonly Grant[] } {
  const grants = planning.rights.grants(table.name, 'write');
  const issues: Issue[] = [];
  const maySet = (name: string) => grants.some((grant) => grant.columns.has(name));
  const given = grants.length > 0 ? readValues(table, changes, { maySet }, issues) : new Map<string, never>();
  if (grants.length > 0 && given.size === 0 && issues.length === 0)
    issues.push({ path: '', message: 'Name at least one column to change.' });
  for (const [name, value] of given) {
    if (value === null && table.columns[name]?.required)
      issues.push({ path: name, message: 'A value is required.' });
  }
  refuseIssues(issues);

  const candidates = grants.filter((grant) => [...given.keys()].every((name) => grant.columns.has(name)));
  const before = coveredBy(candidates);
  const references = referenceChecks(planning, table, given);
  const values = Object.fromEntries(given);
  return {
    candidates,
    step: {
      type: 'update',
      table,
      target: { id },
      changes: { ...values, ...renderedFrom(table, values), ...changedAt(table, context.now) },
      before,
      after: simplify(withAppend(planning, table, references, before)),
      readable: planning.rights.where(table.name, 'read'),
      when: EVERYTHING,
      references,
      ...expectation(planning, table, context),
    },
  };
}

export function planDelete(
  planning: Planning,
  table: TableSchema,
  id: string,
  context: ChangeContext,
): { readonly step: DeleteStep; readonly candidates: readonly Grant[] } {
  const candidates = planning.rights.grants(table.name, 'delete');
  return {
    candidates,
    step: {
      type: 'delete',
      table,
      target: { id },
      before: coveredBy(candidates),
      readable: planning.rights.where(table.name, 'read'),
      ...expectation(planning, table, context),
    },
  };
}

/** An ETag covers what its reader could read; one who may read nothing cannot hold a right one. */
function expectation(
  planning: Planning,
  table: TableSchema,
  { etag }: ChangeContext,
): { readonly expected?: ExpectedEtag } {
  if (etag === undefined) return {};
  const grants = planning.rights.grants(table.name, 'read');
  if (grants.length === 0) throw new ProtocolError('etag_mismatch');
  return { expected: { etag, grants } };
}
