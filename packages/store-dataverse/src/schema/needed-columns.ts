import type { ColumnSchema, TableSchema } from '@portico/protocol';
import { optionsRead } from '../mapping/choice-options.ts';
import { INT32 } from '../mapping/custom-column.ts';
import { labelColumn } from '../mapping/custom-table.ts';
import type { ColumnMapping, Mappings, PatternMapping, TableMapping } from '../mapping/table-mapping.ts';
import type { ColumnShape, NeededColumn } from './needed.ts';

/** A text column under the key that keeps a set unique: SHA-256 in hexadecimal. */
const DIGEST_LENGTH = 64;

/** Every column of Dataverse that the mapping of a table reads or writes. */
export function neededColumns(
  schema: TableSchema,
  mapping: TableMapping,
  mappings: Mappings,
  prefix: string,
): NeededColumn[] {
  const needed: NeededColumn[] = [];
  const need = (name: string, column: string, label: string, shape: ColumnShape) =>
    needed.push({
      name,
      for: column === '' ? schema.name : `${schema.name}.${column}`,
      label,
      custom: name.startsWith(`${prefix}_`) && mapping.extensible !== false,
      shape,
    });
  for (const [column, mapped] of Object.entries(mapping.columns)) {
    const described = schema.columns[column] as ColumnSchema;
    for (const [name, shape] of shapesOf(mapped, described, mappings))
      need(name, column, described.label, shape);
  }
  for (const { name, columns } of mapping.unique ?? [])
    need(name, columns.join(', '), `Unique: ${columns.join(', ')}`, {
      type: 'text',
      maxLength: DIGEST_LENGTH,
    });
  for (const { name, from, maxLength } of mapping.copies ?? [])
    if (name !== labelColumn(prefix)) need(name, from, schema.label, { type: 'text', maxLength });
  for (const { name, value, type } of mapping.rows ?? [])
    if (name !== mapping.key)
      need(name, '', name, { type: type === 'id' ? 'id' : typeof value === 'boolean' ? 'boolean' : 'id' });
  return needed;
}

function shapesOf(
  column: ColumnMapping,
  schema: ColumnSchema,
  mappings: Mappings,
): readonly (readonly [name: string, shape: ColumnShape])[] {
  switch (column.kind) {
    case 'text':
      return [
        [column.name, { type: 'text', maxLength: column.maxLength }],
        ...(column.overflow === undefined
          ? []
          : [[column.overflow, { type: 'text', maxLength: longest(schema) }] as const]),
      ];
    case 'full_name': {
      const part = { type: 'text', maxLength: column.maxLength } as const;
      return [
        [column.name, part],
        [column.first, part],
        [column.last, part],
      ];
    }
    case 'marked_text':
    case 'packed':
      return [[column.name, { type: 'text', maxLength: column.maxLength }]];
    case 'marker':
      return [];
    case 'integer':
    case 'decimal':
      return [[column.name, { type: column.kind, min: column.min, max: column.max }]];
    case 'boolean':
    case 'date':
      return [[column.name, { type: column.kind }]];
    case 'datetime':
      return [column.name, ...(typeof column.writtenAs === 'string' ? [column.writtenAs] : [])].map(
        (name) => [name, { type: 'datetime' }] as const,
      );
    case 'choice': {
      const options = Object.keys(column.options).flatMap((value) =>
        // Options that only read as a value need not be there.
        optionsRead(column, value)
          .slice(0, 1)
          .map((option) => [option, labelOf(schema, value)] as const),
      );
      const states = Object.values(column.state?.of ?? {}).map((state) => [state, ''] as const);
      return [
        [column.name, { type: 'choice', options: new Map(options) }],
        ...(column.state ? [[column.state.name, { type: 'choice', options: new Map(states) }] as const] : []),
      ];
    }
    case 'pattern':
      return patternShapes(column, schema);
    case 'lookup': {
      const targets = [{ table: mappings[column.target]?.table ?? '', navigation: column.navigation }];
      return [[column.name, { type: 'lookup', targets }]];
    }
  }
}

function patternShapes(column: PatternMapping, schema: ColumnSchema): (readonly [string, ColumnShape])[] {
  const cells = [
    ...Object.values(column.patterns).flat(),
    column.otherwise.written,
    ...Object.values(column.also ?? {}),
  ].flatMap((pattern) => Object.entries(pattern));
  return [...new Set(cells.map(([name]) => name))].map((name) => {
    const own = column.own?.name === name ? Object.entries(column.own.options) : null;
    if (own)
      return [
        name,
        { type: 'choice', options: new Map(own.map(([value, option]) => [option, labelOf(schema, value)])) },
      ];
    const values = cells.filter(([other]) => other === name).map(([, value]) => value);
    const numbers = values.filter((value) => typeof value === 'number');
    return numbers.length > 0
      ? [name, { type: 'choice', options: new Map(numbers.map((option) => [option, ''])) }]
      : [name, { type: 'boolean' }];
  });
}

function longest(schema: ColumnSchema): number {
  return 'maxLength' in schema ? schema.maxLength : INT32.max;
}

function labelOf(schema: ColumnSchema, value: string): string {
  const choice = schema.type === 'choice' ? schema.choices.find((one) => one.value === value) : undefined;
  return choice?.label ?? value;
}
