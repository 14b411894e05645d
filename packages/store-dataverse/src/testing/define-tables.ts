import type { ColumnSchema, TableSchema } from '@portico/protocol';
import type { ColumnMapping, Mappings, TableMapping } from '../mapping/table-mapping.ts';
import { STANDARD_TABLES, type TableDefinition } from './fake-dataverse/index.ts';

type Columns = Record<string, TableDefinition['columns'][string]>;

/** The tables of a site as the fake keeps them: standard ones with the custom columns they lack, and custom ones. */
export function defineTables(schemas: readonly TableSchema[], mappings: Mappings): TableDefinition[] {
  const definitions = new Map(STANDARD_TABLES.map((definition) => [definition.name, definition]));
  for (const schema of schemas) {
    const mapping = mappings[schema.name] as TableMapping;
    const present = definitions.get(mapping.table);
    const columns: Columns = { ...present?.columns };
    for (const [name, column] of Object.entries(mapping.columns)) {
      for (const [raw, definition] of Object.entries(
        columnsOf(mapping, column, schema.columns[name] as ColumnSchema, mappings),
      ))
        columns[raw] ??= definition;
    }
    for (const { name, maxLength } of mapping.copies ?? []) columns[name] ??= { type: 'text', maxLength };
    for (const { name } of mapping.unique ?? []) columns[name] ??= { type: 'text', maxLength: 64 };
    const label = mapping.copies?.[0]?.name ?? 'portico__label';
    if (!present) columns[label] ??= { type: 'text', maxLength: 200 };
    definitions.set(mapping.table, {
      ...(present ?? {
        name: mapping.table,
        set: mapping.entitySet,
        label: schema.label,
        key: mapping.key,
        primaryName: label,
        custom: true,
      }),
      columns,
      changeTracking: true,
      keys: [
        ...(present?.keys ?? []),
        ...(mapping.unique ?? []).map(({ key, name }) => ({ name: key, columns: [name] })),
      ],
    });
  }
  return [...definitions.values()];
}

function columnsOf(
  mapping: TableMapping,
  column: ColumnMapping,
  schema: ColumnSchema,
  mappings: Mappings,
): Columns {
  switch (column.kind) {
    case 'text':
      return {
        [column.name]: { type: 'memo', maxLength: column.maxLength },
        ...(column.overflow === undefined
          ? {}
          : {
              [column.overflow]: { type: 'memo', maxLength: 'maxLength' in schema ? schema.maxLength : 4000 },
            }),
      };
    case 'integer':
      return { [column.name]: { type: 'integer', min: column.min, max: column.max } };
    case 'decimal':
      return { [column.name]: { type: 'decimal', min: column.min, max: column.max, precision: 10 } };
    case 'boolean':
    case 'datetime':
    case 'date':
      return { [column.name]: { type: column.kind } };
    case 'choice':
      return { [column.name]: { type: 'choice', options: swapped(column.options) } };
    case 'pattern':
      return column.own
        ? { [column.own.name]: { type: 'choice', options: swapped(column.own.options) } }
        : {};
    case 'lookup':
      return {
        [column.name]: {
          type: 'lookup',
          targets: [
            {
              table: mappings[column.target]?.table ?? '',
              navigation: column.navigation,
              collection: `${mapping.table}_${column.name}`,
            },
          ],
        },
      };
    default:
      return {};
  }
}

function swapped(options: Readonly<Record<string, number>>): Record<number, string> {
  return Object.fromEntries(Object.entries(options).map(([value, option]) => [option, value]));
}
