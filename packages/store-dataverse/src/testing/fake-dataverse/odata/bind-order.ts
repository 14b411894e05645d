import { badQuery } from '../request/fault.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { type Comparer, comparerFor, type Scalar } from './compare.ts';
import { bindColumn } from './operand.ts';
import { splitOutside } from './split.ts';

export interface SortKey {
  readonly of: (row: StoredRow) => Scalar | null;
  readonly compare: (left: Scalar | null, right: Scalar | null) => number;
}

const ITEM = /^([\p{L}\p{Nd}_]+)(?:[ \t]+(asc|desc))?$/u;

/**
 * The order a `$orderby` asks for, ended by the primary key. Nulls come first ascending; a choice goes by its number,
 * a lookup by the primary name of the row it points at: Microsoft Learn, "Order rows".
 */
export function bindOrder(world: World, table: Table, text: string | undefined): readonly SortKey[] {
  const keys: SortKey[] = [];
  for (const item of text === undefined ? [] : splitOutside(text, ',')) {
    const [, property, direction] = ITEM.exec(item) ?? [];
    if (property === undefined) throw badQuery(`'${item}' cannot be ordered by.`);
    keys.push(bindKey(world, table, property, direction === 'desc'));
  }
  keys.push(bindKey(world, table, table.definition.key, false));
  return keys;
}

function bindKey(world: World, table: Table, property: string, descending: boolean): SortKey {
  const { type, of, column, name } = bindColumn(table, property);
  const { accents } = world.settings;
  const compare = nullsFirst(
    column.type === 'lookup'
      ? comparerFor('Edm.String', 'Edm.String', accents)
      : comparerFor(type, type, accents),
    descending,
  );
  if (column.type !== 'lookup') return { of, compare };
  return { of: (row) => nameOf(world, row, name), compare };
}

/** The primary name of what a lookup points at. */
export function nameOf(world: World, row: StoredRow, column: string): string | null {
  const value = row.values[column];
  if (typeof value !== 'object' || value === null) return null;
  const target = world.tableOf(value.table);
  const name = target?.rows.get(value.id)?.values[target.definition.primaryName];
  return typeof name === 'string' ? name : null;
}

function nullsFirst(compare: Comparer, descending: boolean): SortKey['compare'] {
  const sign = descending ? -1 : 1;
  return (left, right) => {
    if (left === null || right === null) return left === right ? 0 : left === null ? -sign : sign;
    return sign * compare(left, right);
  };
}

/** Whether the left comes before (negative) or after the right. */
export function compareRows(keys: readonly SortKey[], left: StoredRow, right: StoredRow): number {
  for (const key of keys) {
    const sign = key.compare(key.of(left), key.of(right));
    if (sign !== 0) return sign;
  }
  return 0;
}
