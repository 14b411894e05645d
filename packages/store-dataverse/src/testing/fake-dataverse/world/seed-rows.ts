import { randomUUID } from 'node:crypto';
import { wholeSeconds } from '../write/coerce-value.ts';
import type { StoredValues } from './table.ts';
import type { World } from './world.ts';

/** Puts rows in without checking them; what the platform would fill in is filled in where it is missing. */
export function seedRows(world: World, name: string, rows: readonly StoredValues[]): readonly string[] {
  const table = world.tableOf(name);
  if (!table) throw new Error(`The fake Dataverse has no table ${name}.`);
  const { key, columns, status = {} } = table.definition;
  const now = wholeSeconds(world.settings.now());
  const [state = '0'] = Object.keys(status);
  const stateful = Object.hasOwn(columns, 'statecode');
  return rows.map((row) => {
    for (const column of Object.keys(row)) {
      if (!table.column(column)) throw new Error(`The fake Dataverse has no column ${column} in ${name}.`);
    }
    const given = row[key];
    const id = typeof given === 'string' ? given.toLowerCase() : randomUUID();
    world.write(table, id, {
      ...(stateful && { statecode: Number(state), statuscode: status[Number(state)]?.[0] ?? null }),
      createdon: now,
      modifiedon: now,
      ...row,
      [key]: id,
    });
    return id;
  });
}
