import type { Json } from '../request/exchange.ts';
import { badPayload, notModelled } from '../request/fault.ts';
import type { ColumnDefinition, Options } from '../schema/table-definition.ts';
import { labelText } from './labels.ts';

const PREFIX = /^#?Microsoft\.Dynamics\.CRM\.(\w+)AttributeMetadata$/;
/** `<prefix>_<name>`, as a publisher's customizations are named. */
export const SCHEMA_NAME = /^[A-Za-z][A-Za-z0-9]{1,7}_[A-Za-z][A-Za-z0-9_]*$/;

export interface NewColumn {
  readonly name: string;
  readonly column: ColumnDefinition;
  readonly primary: boolean;
}

/** Reads an `AttributeMetadata` body: the column it makes. Throws a 400 where something it needs is missing. */
export function readColumn(body: Json): NewColumn {
  const type = PREFIX.exec(String(body['@odata.type']))?.[1];
  if (type === undefined) throw badPayload('Attributes', 'A concrete @odata.type is required.');
  const schemaName = readSchemaName(body);
  const label = labelText(body.DisplayName);
  if (label === undefined) throw badPayload('Attributes', `${schemaName} needs a DisplayName.`);
  const level = (body.RequiredLevel as { Value?: unknown } | undefined)?.Value;
  const common = {
    schemaName,
    label,
    // Only the system itself can require; what an application requires holds in forms alone.
    ...(level === 'SystemRequired' && { required: true }),
  };
  return {
    name: schemaName.toLowerCase(),
    column: { ...common, ...readType(type, body, schemaName) },
    primary: body.IsPrimaryName === true,
  };
}

export function readSchemaName(body: Json): string {
  const name = body.SchemaName;
  if (typeof name !== 'string' || !SCHEMA_NAME.test(name)) {
    throw badPayload('Attributes', 'A SchemaName with the prefix of a publisher is required.');
  }
  return name;
}

function readType(type: string, body: Json, name: string): ColumnDefinition {
  switch (type) {
    case 'String':
      return { type: 'text', maxLength: number(body, 'MaxLength', name, 1, 4000) };
    case 'Memo':
      return { type: 'memo', maxLength: number(body, 'MaxLength', name, 1, 1_048_576) };
    case 'Integer':
      return { type: 'integer', ...range(body, -2_147_483_648, 2_147_483_647) };
    case 'BigInt':
      return { type: 'bigint', min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
    case 'Decimal':
    case 'Double':
    case 'Money':
      return {
        type: type.toLowerCase() as 'decimal' | 'double' | 'money',
        ...range(body, -100_000_000_000, 100_000_000_000),
        precision: body.Precision === undefined ? 2 : number(body, 'Precision', name, 0, 10),
      };
    case 'Boolean': {
      const set = body.OptionSet as { TrueOption?: Json; FalseOption?: Json } | undefined;
      const [no, yes] = [labelText(set?.FalseOption?.Label), labelText(set?.TrueOption?.Label)];
      if (no === undefined || yes === undefined) {
        throw badPayload('Attributes', `${name} needs an OptionSet with TrueOption and FalseOption.`);
      }
      return { type: 'boolean', labels: [no, yes], default: body.DefaultValue === true };
    }
    case 'DateTime':
      return { type: body.Format === 'DateOnly' ? 'date' : 'datetime' };
    case 'Picklist':
      return { type: 'choice', options: readOptions(body, name) };
    case 'Lookup':
      throw badPayload('Attributes', 'A lookup is made by POST RelationshipDefinitions.');
    default:
      throw notModelled(`${type}AttributeMetadata`);
  }
}

function readOptions(body: Json, name: string): Options {
  const given = (body.OptionSet as { Options?: unknown } | undefined)?.Options;
  const options: Record<number, string> = {};
  for (const option of Array.isArray(given) ? (given as Json[]) : []) {
    const text = labelText(option.Label);
    const value = option.Value;
    if (typeof value !== 'number' || !Number.isInteger(value) || text === undefined) {
      throw badPayload('Attributes', `Each option of ${name} needs a Value and a Label.`);
    }
    if (Object.hasOwn(options, value))
      throw badPayload('Attributes', `${name} has the value ${value} twice.`);
    options[value] = text;
  }
  if (Object.keys(options).length === 0) {
    throw badPayload('Attributes', `${name} needs an OptionSet with Options.`);
  }
  return options;
}

function number(body: Json, property: string, name: string, min: number, max: number): number {
  const value = body[property];
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw badPayload('Attributes', `${property} of ${name} must be a whole number from ${min} to ${max}.`);
}

function range(body: Json, least: number, most: number): { min: number; max: number } {
  const value = (given: unknown, otherwise: number): number =>
    typeof given === 'number' ? given : otherwise;
  return {
    min: Math.max(value(body.MinValue, least), least),
    max: Math.min(value(body.MaxValue, most), most),
  };
}
