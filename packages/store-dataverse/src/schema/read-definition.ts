import type { DataverseClient, Row } from '../client/dataverse-client.ts';
import type { ColumnDefinition, KeyDefinition, LookupDefinition, TableDefinition } from './definition.ts';
import type { NeededTable } from './needed.ts';

const CRM = 'Microsoft.Dynamics.CRM';
const DEFINITION =
  '$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled' +
  '&$expand=Attributes($select=LogicalName,AttributeType),Keys($select=SchemaName,LogicalName,KeyAttributes,EntityKeyIndexStatus)' +
  ',ManyToOneRelationships($select=ReferencingAttribute,ReferencedEntity,ReferencingEntityNavigationPropertyName)';

/**
 * The metadata of one table; null when there is none. Lengths and options are properties of types of columns, so each
 * type that the mapping has is read by itself. Source: "Query table definitions using the Web API".
 */
export async function readDefinition(
  client: Pick<DataverseClient, 'read'>,
  needed: NeededTable,
): Promise<TableDefinition | null> {
  const path = `EntityDefinitions(LogicalName='${needed.name}')`;
  const row = await client.read(`${path}?${DEFINITION}`);
  if (!row) return null;
  const lengths = await Promise.all(
    needsType(needed, 'text')
      ? ['String', 'Memo'].map((type) => readType(client, path, type, '$select=LogicalName,MaxLength'))
      : [],
  );
  const options = await Promise.all(
    needsType(needed, 'choice')
      ? ['Picklist', 'Status', 'State'].map((type) =>
          readType(client, path, type, '$select=LogicalName&$expand=OptionSet'),
        )
      : [],
  );
  const maxLengths = new Map(lengths.flat().map((one) => [text(one.LogicalName), Number(one.MaxLength)]));
  const optionSets = new Map(options.flat().map((one) => [text(one.LogicalName), optionsOf(one)]));
  const columns = rows(row.Attributes).map((one): ColumnDefinition => {
    const name = text(one.LogicalName);
    const maxLength = maxLengths.get(name);
    const set = optionSets.get(name);
    return {
      name,
      type: text(one.AttributeType),
      ...(maxLength === undefined ? {} : { maxLength }),
      ...(set ? { options: set } : {}),
    };
  });
  return {
    name: text(row.LogicalName),
    entitySet: text(row.EntitySetName),
    key: text(row.PrimaryIdAttribute),
    primaryName: typeof row.PrimaryNameAttribute === 'string' ? row.PrimaryNameAttribute : null,
    changeTracking: row.ChangeTrackingEnabled === true,
    columns: new Map(columns.map((column) => [column.name, column])),
    lookups: rows(row.ManyToOneRelationships).map(
      (one): LookupDefinition => ({
        column: text(one.ReferencingAttribute),
        target: text(one.ReferencedEntity),
        navigation: text(one.ReferencingEntityNavigationPropertyName),
      }),
    ),
    keys: rows(row.Keys).map(
      (one): KeyDefinition => ({
        name: text(one.LogicalName ?? one.SchemaName).toLowerCase(),
        columns: Array.isArray(one.KeyAttributes) ? one.KeyAttributes.map(text) : [],
        status: text(one.EntityKeyIndexStatus ?? 'Active'),
      }),
    ),
  };
}

function needsType({ columns }: NeededTable, type: string): boolean {
  return columns.some(({ shape }) => shape.type === type);
}

async function readType(
  client: Pick<DataverseClient, 'read'>,
  path: string,
  type: string,
  query: string,
): Promise<readonly Row[]> {
  return rows((await client.read(`${path}/Attributes/${CRM}.${type}AttributeMetadata?${query}`))?.value);
}

function optionsOf(attribute: Row): ReadonlySet<number> {
  const set = attribute.OptionSet as Row | null | undefined;
  return new Set(rows(set?.Options).map(({ Value }) => Number(Value)));
}

function rows(value: unknown): readonly Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
