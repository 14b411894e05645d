import { type Issue, ProtocolError, type StoredRecord, type TableSchema } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { simplify } from '../filter/simplify.ts';
import { coveredBy } from '../permissions/readable-where.ts';
import { completeRecord } from './complete-record.ts';
import type { WriteContext } from './context.ts';
import type { CreateStep, Grant } from './plan.ts';
import type { Planning } from './planning.ts';
import { readValues, refuseIssues, type Values } from './read-values.ts';
import { referenceChecks, withAppend } from './references.ts';

export interface PlannedCreate {
  readonly step: CreateStep;
  /** The permissions any of which may grant it. */
  readonly candidates: readonly Grant[];
}

export interface CreateRequest {
  /** From the sender, as JSON. */
  readonly values: unknown;
  /** Set by the operator's configuration: no column permission and no append is asked for these. */
  readonly fixed?: Values;
  /** Further checks of what was given, before the record is completed. */
  readonly check?: (given: Values, issues: Issue[]) => void;
}

/**
 * One record made by the subject. Of its create grants those count that cover every given column; contact
 * and account lookups they need are stamped when absent; and the record as stored must satisfy one of them.
 */
export function planCreate(
  planning: Planning,
  table: TableSchema,
  request: CreateRequest,
  context: WriteContext,
): PlannedCreate {
  const grants = planning.rights.grants(table.name, 'create');
  if (grants.length === 0) throw new ProtocolError('permission_denied', 'You may not create such records.');

  const issues: Issue[] = [];
  const maySet = (name: string) => grants.some((grant) => grant.columns.has(name));
  const given = readValues(table, request.values, { maySet }, issues);
  request.check?.(given, issues);
  refuseIssues(issues);

  const candidates = grants.filter((grant) => [...given.keys()].every((name) => grant.columns.has(name)));
  if (candidates.length === 0)
    throw new ProtocolError('permission_denied', 'These columns may not be set together.');

  const all = new Map([...given, ...stampsOf(planning, table, candidates, given), ...(request.fixed ?? [])]);
  const { subject } = planning;
  const stamps = { id: context.newId(), now: context.now, displayName: subject.displayName ?? 'Guest' };
  const record: StoredRecord = completeRecord(table, all, stamps, issues);
  refuseIssues(issues);

  const references = referenceChecks(planning, table, given);
  const allowed = simplify(withAppend(planning, table, references, coveredBy(candidates)));
  if (allowed.type === 'nothing')
    throw new ProtocolError('permission_denied', 'You may not link records here.');
  return {
    candidates,
    step: { type: 'create', table, record, allowed, references, onDuplicate: 'refuse' },
  };
}

/** The lookup to the subject's contact or account that a candidate's access goes by, where it is not given. */
function stampsOf(
  { site, subject }: Planning,
  table: TableSchema,
  candidates: readonly Grant[],
  given: Values,
): Values {
  const stamps = new Map<string, string>();
  for (const grant of candidates) {
    const permission = site.permissionById.get(grant.permission);
    if (permission?.access !== 'contact' && permission?.access !== 'account') continue;
    const own = subject[permission.access];
    const { via } = permission;
    // A path of several lookups ends in another record, which is not this request's to change.
    if (via === undefined || own === null || given.has(via) || columnOf(table, via)?.type !== 'lookup')
      continue;
    stamps.set(via, own);
  }
  return stamps;
}
