import { bindColumn } from '../odata/operand.ts';
import { countRows, listRows } from '../read/list-rows.ts';
import type { Navigation, StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { coerceValue } from '../write/coerce-value.ts';
import { parseBody } from '../write/read-body.ts';
import { resolveReference } from '../write/resolve-reference.ts';
import { changeRow } from '../write/update-row.ts';
import { representation } from './answer-write.ts';
import { dispatchCollection } from './dispatch-collection.ts';
import type { ApiRequest, ApiResponse } from './exchange.ts';
import { badPayload, badQuery, Fault, methodNotAllowed, noSuchSegment } from './fault.ts';

/** `<set>(<key>)/…`: one column, a lookup's row and its `$ref`, or a collection. */
export function dispatchProperty(
  world: World,
  table: Table,
  row: StoredRow,
  request: ApiRequest,
  [name = '', ...rest]: readonly string[],
): ApiResponse {
  const navigation = table.navigations.get(name);
  if (navigation) return dispatchLookup(world, table, row, request, navigation, rest);
  const [, property = name, inside] = /^([^()]+)\((.*)\)$/.exec(name) ?? [];
  const collection = world.collection(property, table.name);
  if (collection) {
    const { table: many, column } = collection;
    const source = {
      table: many,
      path: `${table.definition.set}(${row.id})/${property}`,
      includes: (one: StoredRow) => {
        const value = one.values[column];
        return typeof value === 'object' && value?.id === row.id && value.table === table.name;
      },
    };
    if (inside === undefined && rest.length === 0 && request.method === 'GET') {
      return listRows(world, source, request);
    }
    if (inside === undefined && rest[0] === '$count') return countRows(world, source, request);
    return dispatchCollection(world, table, row, request, { many, column, inside, rest });
  }
  return dispatchColumn(world, table, row, request, name, rest);
}

function dispatchLookup(
  world: World,
  table: Table,
  row: StoredRow,
  request: ApiRequest,
  { column, target }: Navigation,
  rest: readonly string[],
): ApiResponse {
  const reference = rest[0] === '$ref';
  if (rest.length > (reference ? 1 : 0)) throw noSuchSegment(rest[0]!);
  if (reference && request.method === 'DELETE') {
    changeRow(world, table, row, { [column]: null });
    return { status: 204 };
  }
  if (reference && request.method === 'PUT') {
    const found = resolveReference(world, request, parseBody(request, table.definition.set)['@odata.id']);
    if (found.table.name !== target.table) throw badQuery(`The row is not a ${target.table}.`);
    changeRow(world, table, row, { [column]: { id: found.row.id, table: found.table.name } });
    return { status: 204 };
  }
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  const value = row.values[column];
  const other = world.tableOf(target.table);
  const found =
    typeof value === 'object' && value?.table === target.table ? other?.rows.get(value.id) : undefined;
  if (!found || !other) return { status: 204 };
  if (!reference) return { status: 200, body: representation(world, other, request, found) };
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#$ref`,
      '@odata.id': `${request.root}${other.definition.set}(${found.id})`,
    },
  };
}

function dispatchColumn(
  world: World,
  table: Table,
  row: StoredRow,
  request: ApiRequest,
  name: string,
  rest: readonly string[],
): ApiResponse {
  const { of, column, name: logical } = bindColumn(table, name);
  const raw = rest[0] === '$value';
  if (rest.length > (raw ? 1 : 0)) throw noSuchSegment(rest[0]!);
  if (request.method === 'GET') {
    const value = of(row);
    if (value === null) return { status: 204 };
    if (raw) return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(value) };
    const context = `${request.root}$metadata#${table.definition.set}(${row.id})/${name}`;
    return { status: 200, body: { '@odata.context': context, value } };
  }
  if (raw || (request.method !== 'PUT' && request.method !== 'DELETE')) {
    throw methodNotAllowed(request.method);
  }
  if (column.readOnly || column.type === 'lookup') {
    throw badPayload(table.definition.set, `The property '${name}' cannot be set by itself.`);
  }
  const value = request.method === 'DELETE' ? null : parseBody(request, table.definition.set).value;
  if (value === undefined) throw new Fault(400, '0x80048d19', "The payload must have a property 'value'.");
  changeRow(world, table, row, { [logical]: coerceValue(table, logical, column, value) });
  return { status: 204 };
}
