import type { ApiRequest, Json } from '../request/exchange.ts';
import { badPayload, badQuery, noSuchRow } from '../request/fault.ts';
import type { StoredValue, StoredValues, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { coerceValue } from './coerce-value.ts';
import { resolveReference } from './resolve-reference.ts';

const BIND = '@odata.bind';

/** What a body sets, and the rows it asks to be made along. */
export interface Changes {
  readonly values: StoredValues;
  /** Single-valued navigation properties given as objects, by the column they set. */
  readonly deep: readonly { readonly column: string; readonly table: Table; readonly body: Json }[];
  /** Collections given as arrays of objects. */
  readonly many: readonly {
    readonly table: Table;
    readonly column: string;
    readonly bodies: readonly Json[];
  }[];
}

/** Parses the body of a request as a JSON object. */
export function parseBody(request: ApiRequest, set: string): Json {
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    throw badPayload(set, 'The payload is not valid JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badPayload(set, 'A JSON object was expected.');
  }
  return body as Json;
}

/** Turns a body into column values, refusing what the table does not have or does not let be set. */
export function readBody(
  world: World,
  table: Table,
  request: ApiRequest,
  body: Json,
  use: 'create' | 'update',
): Changes {
  const values: Record<string, StoredValue | null> = {};
  const deep: Changes['deep'][number][] = [];
  const many: Changes['many'][number][] = [];
  for (const [property, value] of Object.entries(body)) {
    if (property.endsWith(BIND)) {
      const navigation = property.slice(0, -BIND.length);
      const bound = table.navigations.get(navigation);
      if (!bound) throw undeclared(table, navigation);
      checkWritable(table, bound.column, use);
      if (value === null) {
        values[bound.column] ??= null;
        continue;
      }
      const found = resolveReference(world, request, value);
      if (found.table.name !== bound.target.table) throw noSuchRow(bound.target.table, found.row.id);
      if (Object.hasOwn(values, bound.column) && values[bound.column] !== null) {
        throw badPayload(table.definition.set, `'${bound.column}' is set more than once.`);
      }
      values[bound.column] = { id: found.row.id, table: found.table.name };
      continue;
    }
    if (property.includes('@')) {
      // Annotations may come along with their property, as in a body that was read and is sent back.
      const owner = property.slice(0, property.indexOf('@'));
      if (owner !== '' && !Object.hasOwn(body, owner)) throw undeclared(table, owner);
      continue;
    }
    const column = table.column(property);
    const navigation = table.navigations.get(property);
    if (navigation) {
      const target = world.tableOf(navigation.target.table);
      if (
        typeof value !== 'object' ||
        value === null ||
        Array.isArray(value) ||
        use === 'update' ||
        !target
      ) {
        throw badPayload(
          table.definition.set,
          `The navigation property '${property}' is set by '${property}${BIND}'.`,
        );
      }
      deep.push({ column: navigation.column, table: target, body: value as Json });
      continue;
    }
    if (/^_.+_value$/.test(property) && table.column(property.slice(1, -6))?.type === 'lookup') {
      throw badQuery(
        'CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.',
      );
    }
    if (!column || column.type === 'lookup') {
      const collection = use === 'create' ? world.collection(property, table.name) : null;
      if (!collection || !Array.isArray(value)) throw unknown(table, property);
      many.push({ ...collection, bodies: value as Json[] });
      continue;
    }
    checkWritable(table, property, use);
    values[property] = coerceValue(table, property, column, value);
  }
  return { values, deep, many };
}

function checkWritable(table: Table, name: string, use: 'create' | 'update'): void {
  const column = table.column(name);
  if (!column?.readOnly || (column.readOnly === 'update' && use === 'create')) return;
  // The key may be repeated in an update; whether it is the same is seen where the row is known.
  if (name === table.definition.key) return;
  throw badPayload(table.definition.set, `The property '${name}' is read-only.`);
}

const unknown = (table: Table, property: string): Error =>
  badPayload(
    table.definition.set,
    `The property '${property}' does not exist on type 'Microsoft.Dynamics.CRM.${table.name}'. Make sure to only use property names that are defined by the type.`,
  );

const undeclared = (table: Table, property: string): Error =>
  badPayload(
    table.definition.set,
    `An undeclared property '${property}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );
