import type { ColumnSchema } from '@portico/protocol';
import type { ColumnMapping } from './column-mapping.ts';
import { customName } from './custom-name.ts';
import { optionOf } from './option-of.ts';
import { created_at, updated_at } from './timestamps.ts';

/** What a whole number column of Dataverse holds. */
export const INT32 = { min: -(2 ** 31), max: 2 ** 31 - 1 };
/** What a decimal number column of Dataverse holds, with up to ten digits after the point. */
export const DECIMAL = { min: -100_000_000_000, max: 100_000_000_000 };

/** A column by the convention: `portico_<column>` of the type that holds what ours does. Null for what is not stored. */
export function customColumn(column: string, schema: ColumnSchema, prefix: string): ColumnMapping | null {
  if (column === 'created_at') return created_at;
  if (column === 'updated_at') return updated_at;
  const name = customName(prefix, column);
  switch (schema.type) {
    // Numbers of custom columns are counted by the store, as in every other store.
    case 'text':
    case 'html':
      return { kind: 'text', name, maxLength: schema.maxLength };
    case 'integer':
    case 'decimal':
      return { kind: numberKind(schema), name, ...limitsOf(schema) };
    case 'boolean':
    case 'datetime':
    case 'date':
      return { kind: schema.type, name };
    case 'choice':
      return {
        kind: 'choice',
        name,
        options: Object.fromEntries(schema.choices.map(({ value }) => [value, optionOf(value)])),
      };
    case 'lookup':
      // A custom relationship names its navigation property by the schema name, which here is the same.
      return { kind: 'lookup', name, navigation: name, target: schema.target };
    case 'count':
      return null;
  }
}

type NumberSchema = Extract<ColumnSchema, { readonly type: 'integer' | 'decimal' }>;

/** A whole number that may leave 32 bits is kept as a decimal one, which goes further. */
function numberKind({ type, min, max }: NumberSchema): 'integer' | 'decimal' {
  const small =
    (min ?? Number.NEGATIVE_INFINITY) >= INT32.min && (max ?? Number.POSITIVE_INFINITY) <= INT32.max;
  return type === 'integer' && small ? 'integer' : 'decimal';
}

function limitsOf(schema: NumberSchema): { readonly min: number; readonly max: number } {
  const held = numberKind(schema) === 'integer' ? INT32 : DECIMAL;
  return {
    min: Math.max(held.min, schema.min ?? held.min),
    max: Math.min(held.max, schema.max ?? held.max),
  };
}
