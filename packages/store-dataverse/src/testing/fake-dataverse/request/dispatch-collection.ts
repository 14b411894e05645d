import { isGuid } from '../odata/guid.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { createRow } from '../write/create-row.ts';
import { parseBody } from '../write/read-body.ts';
import { resolveReference } from '../write/resolve-reference.ts';
import { changeRow } from '../write/update-row.ts';
import { answerWrite } from './answer-write.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { badQuery, methodNotAllowed, noSuchRow, noSuchSegment } from './fault.ts';

interface Place {
  readonly many: Table;
  readonly column: string;
  /** Between parentheses after the collection's name. */
  readonly inside: string | undefined;
  readonly rest: readonly string[];
}

/** Writes below a collection: a row made in it, one put into it by `$ref`, one taken out. */
export function dispatchCollection(
  world: World,
  table: Table,
  row: StoredRow,
  request: ApiRequest,
  { many, column, inside, rest }: Place,
): ApiResponse {
  const link = { [column]: { id: row.id, table: table.name } };
  if (rest.length === 0 && inside === undefined && request.method === 'POST') {
    const body = parseBody(request, many.definition.set);
    return answerWrite(world, many, request, createRow(world, many, request, body, { values: link }), true);
  }
  if (rest[0] !== '$ref' || rest.length > 1)
    throw rest[0] ? noSuchSegment(rest[0]) : methodNotAllowed(request.method);
  if (request.method === 'POST' && inside === undefined) {
    const found = resolveReference(world, request, parseBody(request, many.definition.set)['@odata.id']);
    if (found.table !== many) throw badQuery(`The row is not a ${many.name}.`);
    changeRow(world, many, found.row, link);
    return { status: 204 };
  }
  if (request.method === 'DELETE' && inside !== undefined && isGuid(inside)) {
    const member = many.rows.get(inside.toLowerCase());
    const value = member?.values[column];
    if (!member || typeof value !== 'object' || value?.id !== row.id) throw noSuchRow(many.name, inside);
    changeRow(world, many, member, { [column]: null });
    return { status: 204 };
  }
  throw methodNotAllowed(request.method);
}
