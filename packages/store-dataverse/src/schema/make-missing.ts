import type { DataverseClient } from '../client/dataverse-client.ts';
import type { Mappings } from '../mapping/table-mapping.ts';
import { attributeBody } from './attribute-body.ts';
import type { TableDefinition } from './definition.ts';
import type { Difference } from './find-differences.ts';
import { metadataLabel } from './metadata-label.ts';
import { relationshipBody } from './relationship-body.ts';
import { tableBody } from './table-body.ts';

type Metadata = Pick<DataverseClient, 'post'>;

/**
 * Makes what is missing and Portico's own: tables, columns, options, then
 * lookups, since they need both their tables, then keys, since they need their columns. One request after the
 * other: Dataverse changes its metadata under one lock. What was made stays when a later request fails; the
 * next call finds it and goes on.
 */
export async function makeMissing(
  client: Metadata,
  differences: readonly Difference[],
  definitions: ReadonlyMap<string, TableDefinition>,
  mappings: Mappings,
): Promise<void> {
  const keyOf = new Map([
    ...Object.values(mappings).map(({ table, key }) => [table, key] as const),
    ...[...definitions.values()].map(({ name, key }) => [name, key] as const),
  ]);
  const of = <K extends Difference['kind']>(kind: K) =>
    differences.filter((one): one is Extract<Difference, { kind: K }> => one.kind === kind);
  const made = of('table').map(({ table }) => table);
  const columns = [
    ...made.flatMap((table) => table.columns.map((column) => ({ table, column }))),
    ...of('column'),
  ].filter(({ column }) => column.custom);
  const keys = [...made.flatMap((table) => table.keys.map((key) => ({ table, key }))), ...of('key')];

  for (const table of made) await client.post('EntityDefinitions', tableBody(table));
  for (const { table, column } of columns)
    if (column.shape.type !== 'lookup')
      await client.post(`${pathOf(table.name)}/Attributes`, attributeBody(column));
  for (const { table, column, option, label } of of('option'))
    await client.post('InsertOptionValue', {
      EntityLogicalName: table.name,
      AttributeLogicalName: column.name,
      Value: option,
      Label: metadataLabel(label),
    });
  for (const { table, column } of columns) {
    const [target] = column.shape.type === 'lookup' ? column.shape.targets : [];
    const key = target && keyOf.get(target.table);
    if (target && key !== undefined)
      await client.post(
        'RelationshipDefinitions',
        relationshipBody(table.name, column, { table: target.table, key }),
      );
  }
  for (const { table, key } of keys)
    await client.post(`${pathOf(table.name)}/Keys`, {
      SchemaName: key.name,
      DisplayName: metadataLabel(`Unique ${key.for}`.slice(0, 100)),
      KeyAttributes: [key.column],
    });
}

function pathOf(table: string): string {
  return `EntityDefinitions(LogicalName='${table}')`;
}
