import type { ApiRequest } from '../request/exchange.ts';
import { badPayload, Fault } from '../request/fault.ts';
import type { ColumnType } from '../schema/table-definition.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { parseBody } from '../write/read-body.ts';
import { labelText } from './labels.ts';
import { metadataId } from './metadata-id.ts';
import { readSchemaName } from './read-column.ts';

const MOST_KEYS = 10;
const MOST_COLUMNS = 16;
/** SQL Server's limit for an index; text takes two bytes a unit. */
const MOST_BYTES = 900;
const TYPES: ReadonlySet<ColumnType> = new Set([
  'decimal',
  'integer',
  'text',
  'datetime',
  'lookup',
  'choice',
]);

/** `POST EntityDefinitions(…)/Keys`: an alternate key, whose index is there at once. Microsoft Learn, "Work with alternate keys". */
export function createKey(world: World, table: Table, request: ApiRequest): string {
  const body = parseBody(request, 'Keys');
  const name = readSchemaName(body);
  const columns: unknown = body.KeyAttributes;
  if (labelText(body.DisplayName) === undefined) throw badPayload('Keys', 'DisplayName is required.');
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > MOST_COLUMNS) {
    throw badPayload('Keys', `KeyAttributes must name 1 to ${MOST_COLUMNS} columns.`);
  }
  let bytes = 0;
  for (const column of columns as string[]) {
    const found = table.column(column);
    if (!found || !TYPES.has(found.type)) throw badPayload('Keys', `'${column}' cannot be part of a key.`);
    bytes += found.type === 'text' ? found.maxLength * 2 : 16;
  }
  if (bytes > MOST_BYTES)
    throw badPayload('Keys', `The key would take ${bytes} bytes; the most is ${MOST_BYTES}.`);
  const keys = table.definition.keys ?? [];
  if (keys.length >= MOST_KEYS) throw badPayload('Keys', `A table has at most ${MOST_KEYS} keys.`);
  if (keys.some((key) => key.name.toLowerCase() === name.toLowerCase())) {
    throw new Fault(400, '0x80060893', `The key ${name} already exists.`);
  }
  world.define({ ...table.definition, keys: [...keys, { name, columns: columns as string[] }] });
  return metadataId('key', table.name, name);
}
