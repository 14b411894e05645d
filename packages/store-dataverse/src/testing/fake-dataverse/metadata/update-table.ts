import type { ApiRequest } from '../request/exchange.ts';
import { badPayload } from '../request/fault.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { parseBody } from '../write/read-body.ts';
import { labelText } from './labels.ts';

/** `PUT EntityDefinitions(…)`: of all a table is, its label and change tracking, which stays on once it is. */
export function updateTable(world: World, table: Table, request: ApiRequest): void {
  const body = parseBody(request, 'EntityDefinitions');
  const { definition } = table;
  if (definition.changeTracking && body.ChangeTrackingEnabled === false) {
    throw badPayload('EntityDefinitions', 'Change tracking cannot be turned off again.');
  }
  world.define({
    ...definition,
    label: labelText(body.DisplayName) ?? definition.label,
    changeTracking: definition.changeTracking === true || body.ChangeTrackingEnabled === true,
  });
}
