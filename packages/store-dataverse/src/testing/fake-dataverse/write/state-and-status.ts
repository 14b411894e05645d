import { Fault } from '../request/fault.ts';
import type { StoredValue, StoredValues, Table } from '../world/table.ts';

/**
 * What `statecode` and `statuscode` become together: a state alone takes its first status; a status must be of the
 * state it comes with, or of the state the row has.
 */
export function settleStatus(table: Table, before: StoredValues | null, given: StoredValues): StoredValues {
  const byState = table.definition.status ?? {};
  if (!table.column('statecode')) return {};
  const states = Object.keys(byState).map(Number);
  const state = given.statecode ?? before?.statecode ?? states[0] ?? 0;
  const statuses = byState[Number(state)] ?? [];
  const kept = given.statecode === undefined ? before?.statuscode : undefined;
  const status = given.statuscode ?? (kept as StoredValue | undefined) ?? statuses[0] ?? null;
  if (status !== null && !statuses.includes(Number(status))) {
    throw new Fault(
      400,
      '0x80048408',
      `${String(status)} is not a valid status code for state code ${String(state)} on ${table.name}.`,
    );
  }
  return { statecode: state, statuscode: status };
}
