import { Fault } from '../request/fault.ts';
import type { StoredRow, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';

/** Takes a row away; rows that point at it are cleared, go too, or forbid it, as their lookups say. */
export function deleteRow(world: World, table: Table, row: StoredRow): void {
  world.atomically(() => {
    world.write(table, row.id, null);
    for (const { child, column, onDelete } of referrers(world, table)) {
      for (const other of [...child.rows.values()]) {
        const value = other.values[column];
        if (typeof value !== 'object' || value?.id !== row.id || value.table !== table.name) continue;
        if (onDelete === 'restrict') {
          throw new Fault(
            400,
            '0x80048d1a',
            'The object you tried to delete is associated with another object and cannot be deleted.',
          );
        }
        if (onDelete === 'cascade') deleteRow(world, child, other);
        else world.write(child, other.id, { ...other.values, [column]: null });
      }
    }
  });
}

function* referrers(world: World, table: Table) {
  for (const child of world.tables()) {
    for (const { column, target } of child.navigations.values()) {
      if (target.table === table.name) yield { child, column, onDelete: target.onDelete ?? 'clear' };
    }
  }
}
