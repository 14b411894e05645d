import type { ColumnDefinition, TableDefinition } from '../schema/table-definition.ts';
import type { DefinitionObject } from './definition-object.ts';
import { label } from './labels.ts';
import { metadataId } from './metadata-id.ts';

interface Kind {
  /** `AttributeType`. */
  readonly type: string;
  /** Before `AttributeMetadata` in the name of its type, where that differs. */
  readonly metadata?: string;
}

const KINDS: Readonly<Record<ColumnDefinition['type'], Kind>> = {
  text: { type: 'String' },
  memo: { type: 'Memo' },
  integer: { type: 'Integer' },
  bigint: { type: 'BigInt' },
  decimal: { type: 'Decimal' },
  double: { type: 'Double' },
  money: { type: 'Money' },
  boolean: { type: 'Boolean' },
  datetime: { type: 'DateTime' },
  date: { type: 'DateTime' },
  guid: { type: 'Uniqueidentifier', metadata: 'UniqueIdentifier' },
  key: { type: 'Uniqueidentifier', metadata: 'UniqueIdentifier' },
  choice: { type: 'Picklist' },
  state: { type: 'State' },
  status: { type: 'Status' },
  lookup: { type: 'Lookup' },
  entityname: { type: 'EntityName' },
};

/** Describes a column as an `AttributeMetadata` of its own type. */
export function describeColumn(
  table: TableDefinition,
  name: string,
  column: ColumnDefinition,
): DefinitionObject {
  const kind = KINDS[column.type];
  const type = attributeType(name, column);
  const custom = table.custom === true || name.includes('_');
  return {
    type: `Microsoft.Dynamics.CRM.${kind.metadata ?? kind.type}AttributeMetadata`,
    base: {
      MetadataId: metadataId(table.name, name),
      LogicalName: name,
      SchemaName: column.schemaName ?? name,
      EntityLogicalName: table.name,
      AttributeType: type,
      AttributeTypeName: { Value: `${type}Type` },
      AttributeOf: null,
      IsCustomAttribute: custom,
      IsPrimaryId: name === table.key,
      IsPrimaryName: name === table.primaryName,
      IsLogical: false,
      IsValidForCreate: column.readOnly !== 'always',
      IsValidForRead: true,
      IsValidForUpdate: column.readOnly === undefined,
      IsValidODataAttribute: true,
      RequiredLevel: {
        Value: column.required ? 'SystemRequired' : 'None',
        CanBeChanged: true,
        ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
      },
      DisplayName: label(column.label ?? name),
      Description: label(''),
    },
    derived: derivedOf(column),
    related: relatedOf(table, name, column),
  };
}

function attributeType(name: string, column: ColumnDefinition): string {
  if (name === 'ownerid') return 'Owner';
  if (name === 'customerid' || name === 'parentcustomerid') return 'Customer';
  return KINDS[column.type].type;
}

function derivedOf(column: ColumnDefinition): Readonly<Record<string, unknown>> {
  switch (column.type) {
    case 'text':
      return {
        MaxLength: column.maxLength,
        DatabaseLength: column.maxLength * 2,
        Format: 'Text',
        FormatName: { Value: 'Text' },
        AutoNumberFormat: column.autoNumber === undefined ? '' : `${column.autoNumber}{SEQNUM:4}`,
      };
    case 'memo':
      return { MaxLength: column.maxLength, Format: 'TextArea', FormatName: { Value: 'TextArea' } };
    case 'integer':
      return {
        MinValue: column.min ?? -2_147_483_648,
        MaxValue: column.max ?? 2_147_483_647,
        Format: 'None',
      };
    case 'decimal':
    case 'double':
    case 'money':
      return {
        MinValue: column.min ?? -100_000_000_000,
        MaxValue: column.max ?? 100_000_000_000,
        Precision: column.precision ?? 2,
      };
    case 'datetime':
      return { Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } };
    case 'date':
      return { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } };
    case 'boolean':
      return { DefaultValue: column.default ?? false };
    case 'choice':
      return { DefaultFormValue: column.default ?? -1 };
    case 'lookup':
      return { Targets: column.targets.map(({ table }) => table) };
    default:
      return {};
  }
}

function relatedOf(
  table: TableDefinition,
  name: string,
  column: ColumnDefinition,
): DefinitionObject['related'] {
  if (column.type === 'boolean') {
    const [no, yes] = column.labels ?? ['No', 'Yes'];
    const option = (Value: number, text: string): object => ({ Value, Label: label(text) });
    return optionSets(table, name, 'BooleanOptionSetMetadata', {
      OptionSetType: 'Boolean',
      FalseOption: option(0, no),
      TrueOption: option(1, yes),
    });
  }
  if (column.type !== 'choice' && column.type !== 'state' && column.type !== 'status') return {};
  const stateOf = (value: number): object => {
    const state = Object.entries(table.status ?? {}).find(([, statuses]) => statuses.includes(value))?.[0];
    if (column.type === 'status') return { State: Number(state ?? 0) };
    return column.type === 'state' ? { DefaultStatus: table.status?.[value]?.[0] ?? null } : {};
  };
  return optionSets(table, name, 'OptionSetMetadata', {
    OptionSetType: { choice: 'Picklist', state: 'State', status: 'Status' }[column.type],
    Options: Object.entries(column.options).map(([value, text]) => ({
      '@odata.type': `#Microsoft.Dynamics.CRM.${column.type === 'choice' ? 'Option' : column.type === 'state' ? 'StateOption' : 'StatusOption'}Metadata`,
      Value: Number(value),
      ...stateOf(Number(value)),
      Label: label(text),
    })),
  });
}

function optionSets(
  table: TableDefinition,
  name: string,
  type: string,
  own: Readonly<Record<string, unknown>>,
): DefinitionObject['related'] {
  const set: DefinitionObject = {
    type: `Microsoft.Dynamics.CRM.${type}`,
    base: {
      MetadataId: metadataId(table.name, name, 'options'),
      Name: `${table.name}_${name}`,
      IsGlobal: false,
      IsCustomOptionSet: table.custom === true,
      ...own,
    },
    derived: {},
    related: {},
  };
  return { OptionSet: () => set, GlobalOptionSet: () => null };
}
