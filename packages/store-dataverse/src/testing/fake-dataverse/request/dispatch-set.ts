import { countRows, listRows } from '../read/list-rows.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { createRow } from '../write/create-row.ts';
import { parseBody } from '../write/read-body.ts';
import { answerWrite } from './answer-write.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { methodNotAllowed, noSuchSegment } from './fault.ts';

/** `<set>` and `<set>/$count`. */
export function dispatchSet(
  world: World,
  table: Table,
  request: ApiRequest,
  rest: readonly string[],
): ApiResponse {
  const source = { table, path: table.definition.set, includes: () => true };
  if (rest.length > 0) {
    if (rest[0] !== '$count' || rest.length > 1) throw noSuchSegment(rest[0]!);
    if (request.method !== 'GET') throw methodNotAllowed(request.method);
    return countRows(world, source, request);
  }
  if (request.method === 'GET') return listRows(world, source, request);
  if (request.method !== 'POST') throw methodNotAllowed(request.method);
  const row = createRow(world, table, request, parseBody(request, table.definition.set));
  return answerWrite(world, table, request, row, true);
}
