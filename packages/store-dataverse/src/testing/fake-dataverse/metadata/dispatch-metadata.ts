import { takeLiteral } from '../odata/literals.ts';
import { Reader } from '../odata/reader.ts';
import type { ApiRequest, ApiResponse } from '../request/exchange.ts';
import { badQuery, Fault, methodNotAllowed, noSuchSegment } from '../request/fault.ts';
import { readQueryOptions } from '../request/query-options.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { createColumn } from './create-column.ts';
import { createKey } from './create-key.ts';
import { createRelationship } from './create-relationship.ts';
import { createTable } from './create-table.ts';
import { definitionFilter } from './definition-filter.ts';
import type { DefinitionObject } from './definition-object.ts';
import { describeTable, relationshipsFrom } from './describe-table.ts';
import { metadataId } from './metadata-id.ts';
import { showDefinition } from './show-definition.ts';
import { updateTable } from './update-table.ts';

const OPTIONS = new Set(['$select', '$filter', '$expand', '$count']);
const CAST = /^Microsoft\.Dynamics\.CRM\.\w+$/;
const KEYED = /^(\w+)(?:\((.*)\))?$/s;

/** `EntityDefinitions…` and `RelationshipDefinitions…`: reads, and the writes that make tables, columns and keys. */
export function dispatchMetadata(
  world: World,
  request: ApiRequest,
  set: 'EntityDefinitions' | 'RelationshipDefinitions',
  inside: string | undefined,
  rest: readonly string[],
): ApiResponse {
  if (set === 'RelationshipDefinitions') return dispatchRelationships(world, request, inside, rest);
  if (inside === undefined) {
    if (request.method === 'POST') return made(request, set, createTable(world, request));
    return showMany(
      request,
      set,
      [...world.tables()].map((table) => describeTable(world, table)),
      false,
    );
  }
  const table = findTable(world, inside);
  const found = describeTable(world, table);
  const [first, ...more] = rest;
  if (first === undefined) {
    if (request.method !== 'PUT') return showOne(request, set, found, false);
    updateTable(world, table, request);
    return { status: 204 };
  }
  const [, name = '', key] = KEYED.exec(first) ?? [];
  const related = Object.hasOwn(found.related, name) ? found.related[name] : undefined;
  if (!related) throw noSuchSegment(first);
  const path = `${set}(${inside})/${name}`;
  if (request.method === 'POST' && key === undefined && more.length === 0) {
    if (name === 'Attributes') return made(request, path, createColumn(world, table, request));
    if (name === 'Keys') return made(request, path, createKey(world, table, request));
  }
  const all = related() as readonly DefinitionObject[];
  const cast = more[0] !== undefined && CAST.test(more[0]) ? more[0] : null;
  if (more.length > (cast ? 1 : 0)) throw noSuchSegment(more[cast ? 1 : 0]!);
  const typed = cast ? all.filter(({ type }) => type === cast) : all;
  if (key === undefined) return showMany(request, path, typed, cast !== null);
  return showOne(request, path, findIn(typed, key), cast !== null);
}

function dispatchRelationships(
  world: World,
  request: ApiRequest,
  inside: string | undefined,
  rest: readonly string[],
): ApiResponse {
  const set = 'RelationshipDefinitions';
  if (rest.some((segment) => !CAST.test(segment))) throw noSuchSegment(rest[0]!);
  if (inside === undefined && request.method === 'POST')
    return made(request, set, createRelationship(world, request));
  const all = [...world.tables()].flatMap((table) => relationshipsFrom(world, table));
  return inside === undefined
    ? showMany(request, set, all, rest.length > 0)
    : showOne(request, set, findIn(all, inside), rest.length > 0);
}

const made = (request: ApiRequest, path: string, id: string): ApiResponse => ({
  status: 204,
  headers: { 'OData-EntityId': `${request.root}${path}(${id})` },
});

function showMany(
  request: ApiRequest,
  path: string,
  all: readonly DefinitionObject[],
  cast: boolean,
): ApiResponse {
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  const options = readQueryOptions(request.query, OPTIONS);
  const found = all.filter(definitionFilter(options.get('$filter')));
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#${path}`,
      ...(options.get('$count') === 'true' && { '@odata.count': found.length }),
      value: found.map((one) => showDefinition(one, options, cast)),
    },
  };
}

function showOne(request: ApiRequest, path: string, one: DefinitionObject, cast: boolean): ApiResponse {
  if (request.method !== 'GET') throw methodNotAllowed(request.method);
  const options = readQueryOptions(request.query, new Set(['$select', '$expand']));
  return {
    status: 200,
    body: {
      '@odata.context': `${request.root}$metadata#${path}/$entity`,
      ...showDefinition(one, options, cast),
    },
  };
}

function findTable(world: World, key: string): Table {
  const name = keyText(key);
  for (const table of world.tables()) {
    if (table.name === name || metadataId(table.name) === name) return table;
  }
  throw noDefinition(key);
}

function findIn(all: readonly DefinitionObject[], key: string): DefinitionObject {
  const name = keyText(key);
  const found = all.find(
    ({ base }) =>
      base.MetadataId === name ||
      (key.startsWith('SchemaName=') ? base.SchemaName === name : base.LogicalName === name),
  );
  if (!found) throw noDefinition(key);
  return found;
}

/** `LogicalName='incident'`, `SchemaName='…'`, or a bare MetadataId. */
function keyText(key: string): string {
  const reader = new Reader(key.replace(/^(?:LogicalName|SchemaName|MetadataId)=/, ''));
  const literal = takeLiteral(reader);
  if (literal?.kind !== 'literal' || !reader.atEnd()) throw badQuery(`The key '${key}' is not valid.`);
  return literal.type === 'guid' ? literal.text.toLowerCase() : literal.text;
}

const noDefinition = (key: string): Fault =>
  new Fault(404, '0x80060888', `Could not find a definition with ${key}.`);
