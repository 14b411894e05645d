import { metadataLabel } from './metadata-label.ts';
import type { ColumnShape, NeededColumn } from './needed.ts';

type Body = Readonly<Record<string, unknown>>;

const CRM = 'Microsoft.Dynamics.CRM';
/** Longest text in a single line column, and in one of several lines. */
const MAX_LINE = 4000;
const MAX_MEMO = 1_048_576;
/** Digits after the point: the most a decimal column has. */
const PRECISION = 10;

/**
 * The definition of a new column, but for lookups, which come with their relationship. Columns are never required by
 * Dataverse: what is required is Portico's to say. Source: "Create and update column definitions using the Web API".
 */
export function attributeBody({ name, label, shape }: Pick<NeededColumn, 'name' | 'label' | 'shape'>): Body {
  return {
    SchemaName: name,
    DisplayName: metadataLabel(label),
    RequiredLevel: {
      Value: 'None',
      CanBeChanged: true,
      ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
    },
    ...typeBody(shape, label),
  };
}

function typeBody(shape: ColumnShape, label: string): Body {
  switch (shape.type) {
    case 'text':
      return shape.maxLength <= MAX_LINE
        ? { ...typed('String'), MaxLength: shape.maxLength, FormatName: { Value: 'Text' } }
        : {
            ...typed('Memo'),
            MaxLength: Math.min(shape.maxLength, MAX_MEMO),
            Format: 'TextArea',
            ImeMode: 'Disabled',
          };
    case 'integer':
      return { ...typed('Integer'), MinValue: shape.min, MaxValue: shape.max, Format: 'None' };
    case 'decimal':
      return { ...typed('Decimal'), MinValue: shape.min, MaxValue: shape.max, Precision: PRECISION };
    case 'boolean':
      return {
        ...typed('Boolean'),
        DefaultValue: false,
        OptionSet: {
          '@odata.type': `${CRM}.BooleanOptionSetMetadata`,
          OptionSetType: 'Boolean',
          TrueOption: { Value: 1, Label: metadataLabel('Yes') },
          FalseOption: { Value: 0, Label: metadataLabel('No') },
        },
      };
    case 'datetime':
      return { ...typed('DateTime'), Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } };
    case 'date':
      return { ...typed('DateTime'), Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } };
    case 'choice':
      return {
        ...typed('Picklist'),
        OptionSet: {
          '@odata.type': `${CRM}.OptionSetMetadata`,
          IsGlobal: false,
          OptionSetType: 'Picklist',
          DisplayName: metadataLabel(label),
          Options: [...shape.options].map(([option, text]) => ({
            Value: option,
            Label: metadataLabel(text),
          })),
        },
      };
    case 'lookup':
    case 'id':
      throw new Error(`A column of type ${shape.type} is not made by itself.`);
  }
}

function typed(type: string): Body {
  return {
    '@odata.type': `${CRM}.${type}AttributeMetadata`,
    AttributeType: type,
    AttributeTypeName: { Value: `${type}Type` },
  };
}
