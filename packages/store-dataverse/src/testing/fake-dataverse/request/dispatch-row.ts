import { etagOf } from '../read/projection.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { createRow } from '../write/create-row.ts';
import { deleteRow } from '../write/delete-row.ts';
import { checkGuards } from '../write/guards.ts';
import { readKeyPredicate } from '../write/key-predicate.ts';
import { parseBody } from '../write/read-body.ts';
import { updateRow } from '../write/update-row.ts';
import { answerWrite, representation } from './answer-write.ts';
import { dispatchProperty } from './dispatch-property.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { methodNotAllowed, noSuchRow } from './fault.ts';
import { readPreferences } from './preferences.ts';
import { readQueryOptions } from './query-options.ts';

/** `<set>(<key>)` and what is below it. */
export function dispatchRow(
  world: World,
  table: Table,
  key: string,
  request: ApiRequest,
  rest: readonly string[],
): ApiResponse {
  const predicate = readKeyPredicate(table, key);
  const { row } = predicate;
  if (rest.length > 0) {
    if (!row) throw noSuchRow(table.name, key);
    return dispatchProperty(world, table, row, request, rest);
  }
  switch (request.method) {
    case 'GET':
      if (!row) throw noSuchRow(table.name, key);
      return getRow(world, table, request, row);
    case 'PATCH': {
      const { mayCreate } = checkGuards(request, table, row, key);
      const body = parseBody(request, table.definition.set);
      if (row) return answerWrite(world, table, request, updateRow(world, table, request, row, body), false);
      if (!mayCreate) throw noSuchRow(table.name, key);
      const created = createRow(world, table, request, body, predicate);
      return answerWrite(world, table, request, created, true);
    }
    case 'DELETE':
      checkGuards(request, table, row, key);
      if (!row) throw noSuchRow(table.name, key);
      deleteRow(world, table, row);
      return { status: 204 };
    default:
      throw methodNotAllowed(request.method);
  }
}

function getRow(world: World, table: Table, request: ApiRequest, row: StoredRow): ApiResponse {
  const body = representation(world, table, request, row);
  const known = request.headers['if-none-match'];
  const etag = etagOf(row);
  const plain =
    !readPreferences(request.headers.prefer).anyAnnotation &&
    readQueryOptions(request.query).get('$expand') === undefined;
  if (plain && known === etag) return { status: 304, headers: { ETag: etag } };
  return { status: 200, headers: { ETag: etag }, body };
}
