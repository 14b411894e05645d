import { and, type Filter, type TableSchema } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import type { ReferenceCheck } from './plan.ts';
import { type Planning, tableNamed } from './planning.ts';
import type { Values } from './read-values.ts';

/**
 * What the lookups that a client sets ask of their targets: that they exist and that the subject may append
 * to them. The two are one refusal, so a guess does not tell which ids exist.
 */
export function referenceChecks(planning: Planning, table: TableSchema, given: Values): ReferenceCheck[] {
  const checks: ReferenceCheck[] = [];
  for (const [name, value] of given) {
    const column = columnOf(table, name);
    if (column?.type !== 'lookup' || typeof value !== 'string') continue;
    const target = tableNamed(planning.site, column.target);
    const allowed = planning.rights.where(target.name, 'append_to');
    checks.push({ column: name, target, id: value, allowed });
  }
  return checks;
}

/** The record's own side of setting a lookup: with one set, the subject must also hold `append` on it. */
export function withAppend(
  planning: Planning,
  table: TableSchema,
  references: readonly ReferenceCheck[],
  allowed: Filter,
): Filter {
  return references.length === 0 ? allowed : and(allowed, planning.rights.where(table.name, 'append'));
}
