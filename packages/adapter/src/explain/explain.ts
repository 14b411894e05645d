import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import { matches } from '../filter/matches.ts';
import { compileGrants, type Right } from '../permissions/compile.ts';
import { covers } from '../permissions/readable-where.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import type { Explanation, PermissionTrace, Step } from './explanation.ts';
import type { Surroundings } from './surroundings.ts';
import { tracePermission } from './trace-permission.ts';

export interface ExplainQuestion {
  readonly table: string;
  readonly right: Right;
  /** For `read`, `create` and `write`; absent: the record at all. */
  readonly column?: string;
  /** Absent: in general terms. */
  readonly record?: {
    readonly id: string;
    /** From `readSurroundings`; null when there is no such record. */
    readonly surroundings: Surroundings | null;
  };
}

/**
 * Why a subject may or may not do something. The answer is that of the grants which every plan is made of; the traces
 * take their permissions apart and decide nothing. Of `write` it speaks of the record as it is: what a change makes of it must
 * be covered, too.
 */
export function explain(site: Site, subject: Subject, question: ExplainQuestion): Explanation {
  const { table, right, column = null, record } = question;
  const at = record?.surroundings ?? null;
  const granted = new Set(
    compileGrants(site, subject, table, right)
      .filter((grant) => column === null || coversColumn(right, grant, column))
      .filter(({ filter }) => record === undefined || (at && matches(filter, at.record, at.follow)))
      .map(({ permission }) => permission),
  );
  const traces = (site.permissions.get(table) ?? []).map((permission): PermissionTrace => {
    const trace = tracePermission(site, subject, permission, at);
    const steps = [...rightSteps(permission, right, column), ...trace.steps];
    return { ...trace, holds: granted.has(permission.id), columns: columnsOf(permission, right), steps };
  });
  const permissions = record && !at ? [] : nearestFirst(traces);
  return {
    table,
    right,
    column,
    id: record?.id ?? null,
    exists: record === undefined ? null : at !== null,
    granted: granted.size > 0,
    columns: [...new Set(permissions.filter(({ holds }) => holds).flatMap(({ columns }) => columns))].sort(),
    permissions,
  };
}

/** `id` shows wherever the record does; it is never written. */
function coversColumn(right: Right, grant: Parameters<typeof covers>[0], column: string): boolean {
  return right === 'read' ? covers(grant, column) : grant.columns.has(column);
}

function rightSteps(permission: TablePermission, right: Right, column: string | null): readonly Step[] {
  const name = right.replace(/^action:/, '');
  const grants = right.startsWith('action:')
    ? (permission.actions?.includes(name) ?? false)
    : permission.privileges.some((privilege) => privilege === right);
  const privilege: Step = {
    asks: 'privilege',
    holds: grants,
    sentence: `${grants ? 'grants' : 'does not grant'} ${name}`,
  };
  if (column === null) return [privilege];
  const lists = (right === 'read' && column === 'id') || columnsOf(permission, right).includes(column);
  const sentence = `${lists ? 'covers' : 'does not list'} the column ${column}`;
  return [privilege, { asks: 'column', holds: lists, sentence }];
}

function columnsOf({ columns }: TablePermission, right: Right): readonly string[] {
  return right === 'read' || right === 'create' || right === 'write' ? (columns[right] ?? []) : [];
}

function nearestFirst(traces: readonly PermissionTrace[]): readonly PermissionTrace[] {
  return traces
    .map((trace) => ({ trace, failed: trace.holds ? -1 : failures(trace) }))
    .sort((a, b) => a.failed - b.failed)
    .map(({ trace }) => trace);
}

/** A parent that is not covered fails by as many steps as its own trace. */
function failures({ steps }: PermissionTrace): number {
  return steps
    .filter(({ holds }) => !holds)
    .reduce((sum, { parent }) => sum + (parent ? Math.max(1, failures(parent)) : 1), 0);
}
