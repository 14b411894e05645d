import type { Difference } from './find-differences.ts';
import type { ColumnShape } from './needed.ts';

/** A difference in words, for the person who runs Dataverse. */
export function describeDifference(difference: Difference): string {
  const { table } = difference;
  switch (difference.kind) {
    case 'table':
      return `The table ${table.name} is missing, in which ${table.tables.join(' and ')} would be kept${
        table.make === null
          ? `; install the app that brings it, or override the mapping of ${table.tables.join(' and ')} with "custom: true"`
          : ''
      }.`;
    case 'column': {
      const { name, shape, for: kept } = difference.column;
      return `${table.name}: the column ${name} is missing (${inWords(shape)}), in which ${kept} would be kept.`;
    }
    case 'option':
      return `${table.name}: the column ${difference.column.name} has no option ${difference.option}${difference.label === '' ? '' : ` (${difference.label})`}, which ${difference.column.for} needs.`;
    case 'key':
      return `${table.name}: the key ${difference.key.name} over ${difference.key.column} is missing, which keeps ${difference.key.for} unique.`;
    case 'misfit':
      return `${table.name}: ${difference.message}`;
  }
}

/** What provisioning can make: what is Portico's own. */
export function canMake(difference: Difference): boolean {
  switch (difference.kind) {
    case 'table':
      return difference.table.make !== null;
    case 'column':
    case 'option':
      return difference.column.custom;
    case 'key':
      return true;
    case 'misfit':
      return false;
  }
}

function inWords(shape: ColumnShape): string {
  switch (shape.type) {
    case 'text':
      return `text of ${shape.maxLength} characters`;
    case 'integer':
      return 'whole number';
    case 'decimal':
      return 'decimal number';
    case 'boolean':
      return 'yes or no';
    case 'datetime':
      return 'date and time';
    case 'date':
      return 'date only';
    case 'choice':
      return `choice of ${[...shape.options.keys()].join(', ')}`;
    case 'lookup':
      return `lookup to ${shape.targets.map(({ table }) => table).join(', ')}`;
    case 'id':
      return 'as Dataverse has it';
  }
}
