import { Fault } from '../request/fault.ts';
import type { StoredValues, Table } from '../world/table.ts';

export const RESOLVED = 1;

/** A case is resolved by CloseIncident alone; every other change of state is a plain update. */
export function checkIncidentState(table: Table, before: StoredValues | null, after: StoredValues): void {
  if (table.name !== 'incident' || after.statecode !== RESOLVED || before?.statecode === RESOLVED) return;
  throw new Fault(
    400,
    '0x80040203',
    'This message can not be used to set the state of incident to Resolved. In order to set state of incident to Resolved, use the CloseIncidentRequest message instead.',
  );
}
