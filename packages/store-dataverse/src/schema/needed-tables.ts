import type { TableSchema } from '@portico/protocol';
import { indexTables } from '../feed/index-tables.ts';
import { labelColumn } from '../mapping/custom-table.ts';
import type { Mappings, TableMapping } from '../mapping/table-mapping.ts';
import type { ColumnShape, NeededColumn, NeededTable } from './needed.ts';
import { neededColumns } from './needed-columns.ts';

/** What these mappings need of Dataverse, by its tables: two of ours may be kept in one. */
export function neededTables(
  tables: readonly TableSchema[],
  mappings: Mappings,
  prefix: string,
): NeededTable[] {
  const needed = new Map<string, NeededTable>();
  const followed = new Set(indexTables(tables).map(({ name }) => name));
  for (const schema of tables) {
    const mapping = mappings[schema.name] as TableMapping;
    const before = needed.get(mapping.table);
    const columns = [...(before?.columns ?? []), ...neededColumns(schema, mapping, mappings, prefix)];
    needed.set(mapping.table, {
      name: mapping.table,
      tables: [...(before?.tables ?? []), schema.name],
      make: mapping.custom
        ? {
            label: schema.label,
            pluralLabel: schema.pluralLabel,
            entitySet: mapping.entitySet,
            primaryName: labelColumn(prefix),
          }
        : (before?.make ?? null),
      columns: merged(columns),
      keys: [
        ...(before?.keys ?? []),
        ...(mapping.unique ?? []).map(({ key, name, columns: set }) => ({
          name: key,
          column: name,
          for: `${schema.name}: ${set.join(', ')}`,
        })),
      ],
      changeTracking: (before?.changeTracking ?? false) || followed.has(schema.name),
    });
  }
  return [...needed.values()];
}

/** One entry a column: what several of ours need of it together. */
function merged(columns: readonly NeededColumn[]): NeededColumn[] {
  const byName = new Map<string, NeededColumn>();
  for (const column of columns) {
    const before = byName.get(column.name);
    byName.set(column.name, before ? { ...before, shape: both(before.shape, column.shape) } : column);
  }
  return [...byName.values()];
}

function both(one: ColumnShape, other: ColumnShape): ColumnShape {
  if (one.type === 'lookup' && other.type === 'lookup')
    return { type: 'lookup', targets: [...one.targets, ...other.targets] };
  if (one.type === 'choice' && other.type === 'choice')
    return { type: 'choice', options: new Map([...one.options, ...other.options]) };
  if (one.type === 'text' && other.type === 'text')
    return { type: 'text', maxLength: Math.max(one.maxLength, other.maxLength) };
  return one;
}
