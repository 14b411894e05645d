import type { ColumnDefinition, TableDefinition } from './definition.ts';
import type { ColumnShape, NeededColumn, NeededKey, NeededTable } from './needed.ts';

/** What is missing or does not fit, each with what it is about. The first four kinds are what provisioning can make. */
export type Difference =
  | { readonly kind: 'table'; readonly table: NeededTable }
  | { readonly kind: 'column'; readonly table: NeededTable; readonly column: NeededColumn }
  | {
      readonly kind: 'option';
      readonly table: NeededTable;
      readonly column: NeededColumn;
      readonly option: number;
      readonly label: string;
    }
  | { readonly kind: 'key'; readonly table: NeededTable; readonly key: NeededKey }
  | { readonly kind: 'misfit'; readonly table: NeededTable; readonly message: string };

/** Types of metadata that keep what a shape does. */
const TYPES: Readonly<Record<ColumnShape['type'], readonly string[]>> = {
  text: ['String', 'Memo'],
  integer: ['Integer', 'BigInt'],
  decimal: ['Decimal', 'Double', 'Money', 'Integer', 'BigInt'],
  boolean: ['Boolean'],
  datetime: ['DateTime'],
  date: ['DateTime'],
  choice: ['Picklist', 'Status', 'State'],
  lookup: ['Lookup', 'Customer', 'Owner'],
  id: ['Uniqueidentifier', 'EntityName', 'String', 'Memo'],
};

/** How a table differs from what is needed; `definition` null when it is not there. */
export function findDifferences(needed: NeededTable, definition: TableDefinition | null): Difference[] {
  if (!definition) return [{ kind: 'table', table: needed }];
  const misfit = (message: string): Difference => ({ kind: 'misfit', table: needed, message });
  const differences = needed.columns.flatMap((column): Difference[] => {
    const found = definition.columns.get(column.name);
    if (!found) return [{ kind: 'column', table: needed, column }];
    return [...misfits(column, found, definition).map(misfit), ...missingOptions(needed, column, found)];
  });
  for (const key of needed.keys) {
    const found = definition.keys.find(({ name }) => name === key.name);
    if (!found) differences.push({ kind: 'key', table: needed, key });
    else if (found.columns.join() !== key.column)
      differences.push(misfit(`The key ${key.name} is over ${found.columns.join(', ')}, not ${key.column}.`));
    else if (found.status === 'Failed')
      differences.push(
        misfit(`The index of the key ${key.name} could not be built; nothing is unique by it.`),
      );
  }
  if (needed.changeTracking && !definition.changeTracking)
    differences.push(misfit('Change tracking is off, by which the search index learns of changes.'));
  return differences;
}

function misfits(column: NeededColumn, found: ColumnDefinition, definition: TableDefinition): string[] {
  const { name, shape } = column;
  if (!TYPES[shape.type].includes(found.type))
    return [`${name} is of type ${found.type}, which cannot keep ${column.for}.`];
  if (
    shape.type === 'text' &&
    found.maxLength !== undefined &&
    column.custom &&
    found.maxLength < shape.maxLength
  )
    return [`${name} holds ${found.maxLength} characters; ${column.for} has up to ${shape.maxLength}.`];
  if (shape.type !== 'lookup') return [];
  return shape.targets
    .filter(({ table }) => !definition.lookups.some((one) => one.column === name && one.target === table))
    .map(({ table }) => `${name} does not point to ${table}, as ${column.for} needs.`);
}

function missingOptions(table: NeededTable, column: NeededColumn, found: ColumnDefinition): Difference[] {
  if (column.shape.type !== 'choice' || !found.options) return [];
  const present = found.options;
  return [...column.shape.options]
    .filter(([option]) => !present.has(option))
    .map(([option, label]) => ({ kind: 'option', table, column, option, label }));
}
