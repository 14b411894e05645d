import { EVERYTHING, type Issue, isStored, oneOf, ProtocolError, RECORD_ID } from '@portico/protocol';
import type { Site } from '../config/site.ts';
import { completeRecord } from './complete-record.ts';
import type { WriteContext } from './context.ts';
import type { CreateStep, DeleteStep } from './plan.ts';
import { checkId } from './planning.ts';
import { readValues, refuseIssues } from './read-values.ts';

/** The built-in permission that an operator's import goes by; named in the audit trail. */
export const SYSTEM_IMPORT = 'system:import';

export interface ImportedRecord {
  /** The same for the same source record, so that importing twice changes nothing. */
  readonly id: string;
  /** Read-only columns and timestamps may be among them. Text is checked and HTML sanitized all the same. */
  readonly values: unknown;
}

/** One step a record; a record of the same id or unique values takes the new values. */
export function importSteps(
  site: Site,
  name: string,
  records: readonly ImportedRecord[],
  context: WriteContext,
): CreateStep[] {
  const table = site.tables.get(name) ?? (name === 'identity' ? site.internalTables.get(name) : undefined);
  if (!table) throw new ProtocolError('not_found');
  const issues: Issue[] = [];
  const steps = records.map(({ id, values }, index): CreateStep => {
    const path = `records[${index}].`;
    if (!RECORD_ID.test(id)) issues.push({ path: `${path}id`, message: 'Enter a UUID in lower case.' });
    const given = readValues(
      table,
      values,
      {
        path,
        maySet: (_, column) => isStored(column) && !(column.type === 'html' && column.rendersFrom),
      },
      issues,
    );
    const record = completeRecord(table, given, { id, now: context.now, displayName: null, path }, issues);
    return { type: 'create', table, record, allowed: EVERYTHING, references: [], onDuplicate: 'replace' };
  });
  if (steps.length === 0) issues.push({ path: 'records', message: 'Give at least one record.' });
  refuseIssues(issues);
  return steps;
}

/** Takes records away that an import brought; other tables than those of the site have none. */
export function removalStep(site: Site, name: string, ids: readonly string[]): DeleteStep {
  const table = site.tables.get(name);
  if (!table || ids.length === 0) throw new ProtocolError('not_found');
  ids.forEach(checkId);
  const target = { every: oneOf('id', ids) };
  return { type: 'delete', table, target, before: EVERYTHING, readable: EVERYTHING };
}
