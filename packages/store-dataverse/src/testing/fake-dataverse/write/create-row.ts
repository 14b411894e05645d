import { randomUUID } from 'node:crypto';
import type { ApiRequest, Json } from '../request/exchange.ts';
import { badPayload, Fault } from '../request/fault.ts';
import type { StoredRow, StoredValue, StoredValues, Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import { wholeSeconds } from './coerce-value.ts';
import { computeColumns } from './computed-columns.ts';
import { duplicate } from './guards.ts';
import { checkIncidentState } from './incident-state.ts';
import { readBody } from './read-body.ts';
import { settleStatus } from './state-and-status.ts';

/** Makes a row from a body, with those the body holds. @param given what the URL says of it: an id, a key's values */
export function createRow(
  world: World,
  table: Table,
  request: ApiRequest,
  body: Json,
  given: { readonly id?: string | null; readonly values?: StoredValues } = {},
): StoredRow {
  return world.atomically(() => {
    const changes = readBody(world, table, request, body, 'create');
    const { key } = table.definition;
    const named = changes.values[key];
    if (given.id && typeof named === 'string' && named !== given.id) {
      throw badPayload(table.definition.set, 'The key in the payload differs from the key in the URI.');
    }
    const id = given.id ?? (typeof named === 'string' ? named : randomUUID());
    const links: Record<string, StoredValue> = {};
    for (const { column, table: target, body: inner } of changes.deep) {
      links[column] = { id: createRow(world, target, request, inner).id, table: target.name };
    }
    const row = insertRow(world, table, id, { ...given.values, ...changes.values, ...links });
    for (const { table: child, column, bodies } of changes.many) {
      for (const inner of bodies) {
        createRow(world, child, request, inner, { values: { [column]: { id, table: table.name } } });
      }
    }
    return row;
  });
}

/** Puts a row of checked values in, with what the platform adds. */
export function insertRow(world: World, table: Table, id: string, given: StoredValues): StoredRow {
  if (table.rows.has(id)) throw duplicate();
  const now = wholeSeconds(world.settings.now());
  const user = { id: world.settings.userId, table: 'systemuser' };
  const { overriddencreatedon: imported, ...rest } = given;
  const values: Record<string, StoredValue | null | undefined> = {
    ...defaults(world, table),
    createdby: user,
    modifiedby: user,
    ownerid: user,
    createdon: imported ?? now,
    modifiedon: now,
    ...(imported && { overriddencreatedon: now }),
    ...withoutNulls(rest),
    ...settleStatus(table, null, given),
    [table.definition.key]: id,
  };
  computeColumns(table, values);
  checkIncidentState(table, null, values);
  checkRequired(table, values);
  checkKeys(table, id, values);
  return world.write(table, id, values)!;
}

/** Refuses a row of which a required column would be empty. */
export function checkRequired(table: Table, values: StoredValues): void {
  for (const [name, column] of Object.entries(table.definition.columns)) {
    if (!column.required) continue;
    const value = values[name];
    if (value !== null && value !== undefined) continue;
    throw new Fault(
      400,
      '0x80040200',
      `A validation error occurred. The required field '${name}' of '${table.name}' is missing.`,
    );
  }
}

export function checkKeys(table: Table, id: string, values: StoredValues): void {
  if (table.takenKey(id, values) !== null) throw duplicate();
}

function defaults(world: World, table: Table): Record<string, StoredValue> {
  const values: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(table.definition.columns)) {
    if ('autoNumber' in column && column.autoNumber !== undefined) {
      values[name] = `${column.autoNumber}${world.nextNumber(`${table.name}.${name}`)}`;
    } else if ('default' in column && column.default !== undefined) values[name] = column.default;
  }
  return values;
}

/** What is given as null does not take the place of what the platform fills in. */
const withoutNulls = (values: StoredValues): StoredValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
