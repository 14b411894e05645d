import type { ApiRequest, Json } from '../request/exchange.ts';
import { badPayload } from '../request/fault.ts';
import type { StoredRow, StoredValues, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { wholeSeconds } from './coerce-value.ts';
import { computeColumns } from './computed-columns.ts';
import { checkKeys, checkRequired } from './create-row.ts';
import { checkIncidentState } from './incident-state.ts';
import { readBody } from './read-body.ts';
import { settleStatus } from './state-and-status.ts';

/** Changes a row by a body. */
export function updateRow(
  world: World,
  table: Table,
  request: ApiRequest,
  row: StoredRow,
  body: Json,
): StoredRow {
  const { values } = readBody(world, table, request, body, 'update');
  const { key } = table.definition;
  const { [key]: named, ...changes } = values;
  if (named !== undefined && named !== row.id) {
    throw badPayload(table.definition.set, 'The key in the payload differs from the key in the URI.');
  }
  return changeRow(world, table, row, changes);
}

/** Writes checked values over a row. @param closing a message that may set what a plain update may not */
export function changeRow(
  world: World,
  table: Table,
  row: StoredRow,
  changes: StoredValues,
  closing = false,
): StoredRow {
  const status =
    changes.statecode === undefined && changes.statuscode === undefined
      ? {}
      : settleStatus(table, row.values, changes);
  const values = {
    ...row.values,
    ...changes,
    ...status,
    modifiedon: wholeSeconds(world.settings.now()),
    modifiedby: { id: world.settings.userId, table: 'systemuser' },
  };
  computeColumns(table, values);
  if (!closing) checkIncidentState(table, row.values, values);
  checkRequired(table, values);
  checkKeys(table, row.id, values);
  return world.write(table, row.id, values)!;
}
