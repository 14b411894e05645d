import type { ApiRequest } from '../request/exchange.ts';
import { Fault } from '../request/fault.ts';
import type { ColumnDefinition } from '../schema/table-definition.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { parseBody } from '../write/read-body.ts';
import { metadataId } from './metadata-id.ts';
import { readColumn } from './read-column.ts';

/** `POST EntityDefinitions(…)/Attributes`: one more column. Answers the MetadataId. */
export function createColumn(world: World, table: Table, request: ApiRequest): string {
  const { name, column } = readColumn(parseBody(request, 'Attributes'));
  addColumn(world, table, name, column);
  return metadataId(table.name, name);
}

export function addColumn(world: World, table: Table, name: string, column: ColumnDefinition): void {
  if (table.column(name)) {
    throw new Fault(
      400,
      '0x80044153',
      `An attribute with the specified name ${name} already exists for the entity ${table.name}.`,
    );
  }
  world.define({ ...table.definition, columns: { ...table.definition.columns, [name]: column } });
}
