import { nameOf } from '../odata/bind-order.ts';
import type { ColumnDefinition } from '../schema/table-definition.ts';
import type { StoredRow } from '../world/table.ts';
import type { World } from '../world/world.ts';

const NUMBER = new Intl.NumberFormat('en-US');
const MONEY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const MOMENT = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'UTC',
});

/** How Dataverse writes a value for people, in English (United States); undefined where it adds nothing. */
export function formattedValue(
  world: World,
  row: StoredRow,
  name: string,
  column: ColumnDefinition,
): string | undefined {
  const value = row.values[name];
  if (value === null || value === undefined) return undefined;
  switch (column.type) {
    case 'choice':
    case 'state':
    case 'status':
      return column.options[value as number];
    case 'boolean':
      return (column.labels ?? ['No', 'Yes'])[value ? 1 : 0];
    case 'lookup':
      return nameOf(world, row, name) ?? undefined;
    case 'integer':
    case 'bigint':
    case 'decimal':
    case 'double':
      return NUMBER.format(value as number);
    case 'money':
      return MONEY.format(value as number);
    case 'datetime':
      return MOMENT.format(Date.parse(value as string)).replace('\u202f', ' ');
    default:
      return undefined;
  }
}
