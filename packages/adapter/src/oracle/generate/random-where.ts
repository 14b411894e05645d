import type { ColumnSchema, PermissionFilter, TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';
import { legalValue, type Material } from './cell-values.ts';

/** A condition such as a table permission may have: `and`, `or`, `eq`, `in` and related records. */
export function randomWhere(
  random: Random,
  table: TableSchema,
  tables: ReadonlyMap<string, TableSchema>,
  material: Material,
  depth = 2,
): PermissionFilter {
  const nested = () => randomWhere(random, table, tables, material, depth - 1);
  const shape = depth === 0 ? 0 : random.below(8);
  if (shape === 5) return { type: 'or', filters: [nested(), nested()] };
  if (shape === 6) return { type: 'and', filters: [nested(), nested()] };
  if (shape === 7) {
    const lookups = Object.entries(table.columns).filter(([, column]) => column.type === 'lookup');
    const [lookup, column] = lookups.length > 0 ? random.pick(lookups) : [];
    const target = column?.type === 'lookup' ? tables.get(column.target) : undefined;
    if (lookup && target)
      return { type: 'related', lookup, filter: randomWhere(random, target, tables, material, depth - 1) };
  }
  return condition(random, table, material);
}

function condition(random: Random, table: TableSchema, material: Material): PermissionFilter {
  const decided = Object.entries(table.columns).filter(
    ([, { type }]) => type === 'choice' || type === 'boolean',
  );
  const pointing = Object.entries(table.columns).filter(([, { type }]) => type === 'lookup');
  const id: [string, ColumnSchema] = [
    'id',
    { type: 'lookup', label: 'Id', target: table.name, classification: 'public' },
  ];
  const [column, schema] = random.pick([...decided, ...decided, ...decided, ...pointing, id]);
  if (schema.type === 'boolean')
    return { type: 'condition', column, operator: 'eq', value: random.chance(0.7) };
  const value = () => legalValue(random, column, schema, material);
  if (schema.type === 'choice' && random.chance(0.3))
    return { type: 'condition', column, operator: 'eq', value: value() };
  const count = schema.type === 'choice' ? 1 + random.below(3) : 2 + random.below(6);
  const values = [...new Set(Array.from({ length: count }, value))];
  return { type: 'condition', column, operator: 'in', value: values };
}
