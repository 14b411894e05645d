import type { ColumnSchema, Privilege, StoredValue, TableSchema } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Random } from '../../store/contract/random.ts';
import type { Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { illegalValue, legalValue } from './cell-values.ts';
import { heldPermissions, tablesWith } from './held.ts';
import { materialOf } from './material-of.ts';
import { someId } from './read-questions.ts';

type Asked<T extends Question['type']> = Extract<Question, { type: T }>;
type Values = Record<string, StoredValue>;

/** Values that one create permission covers, or nearly: own and foreign lookups, too much, too little, the wrong type. */
export function createQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'create'> {
  const [table, permission] = target(random, world, person, 'create', wrong);
  if (!table) return { type: 'create', table: 'no_such_table', values: {} };
  const listed = permission?.columns.create ?? [];
  const some = random.some(listed, random.pick([0.4, 0.7, 1]));
  const required = listed.filter((name) => table.columns[name]?.required);
  const names = random.chance(wrong / 4)
    ? some
    : [...new Set([...some, ...required, ...lookupsOf(table, permission, listed)])];
  return {
    type: 'create',
    table: table.name,
    values: valuesFor(random, world, person, table, names, wrong, permission),
  };
}

export function updateQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'update'> {
  const [table, permission] = target(random, world, person, 'write', wrong);
  if (!table) return { type: 'update', table: 'no_such_table', id: random.id(), changes: {} };
  const listed = permission?.columns.write ?? [];
  const names = random.some(listed, random.pick([0.2, 0.2, 0.5]));
  if (names.length === 0 && listed.length > 0) names.push(random.pick(listed));
  const changes = valuesFor(random, world, person, table, names, wrong, permission);
  return { type: 'update', table: table.name, id: someId(random, world, table.name, wrong), changes };
}

export function deleteQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'delete'> {
  const [table] = target(random, world, person, 'delete', wrong);
  const name = table?.name ?? 'no_such_table';
  const id = someId(random, world, name, wrong);
  // Who asks stays: without a contact record nobody can sign in.
  const gone = world.people.some(({ contact }) => contact === id);
  return { type: 'delete', table: name, id: gone ? random.id() : id };
}

function target(
  random: Random,
  world: World,
  person: Person,
  privilege: Privilege,
  wrong: number,
): [TableSchema | undefined, TablePermission | undefined] {
  const tables = tablesWith(world, person, privilege);
  const astray = tables.length === 0 || random.chance(wrong / 2);
  const table = random.pick(astray ? [...world.tables.values(), undefined] : tables);
  const held = table ? heldPermissions(world, person, table.name, privilege) : [];
  return [table, held.length > 0 ? random.pick(held) : undefined];
}

/** The lookup that access goes by, where it must be given for the record to be covered. */
function lookupsOf(
  table: TableSchema,
  permission: TablePermission | undefined,
  listed: readonly string[],
): string[] {
  const first = permission?.via?.split('.')[0];
  if (!first || !listed.includes(first) || !Object.hasOwn(table.columns, first)) return [];
  return permission?.access === 'parent' || permission?.via?.includes('.') ? [first] : [];
}

function valuesFor(
  random: Random,
  world: World,
  person: Person,
  table: TableSchema,
  names: readonly string[],
  wrong: number,
  permission: TablePermission | undefined,
): Values {
  const values: Values = {};
  const all = Object.keys(table.columns);
  const added = random.chance(wrong) ? [random.pick([...all, 'no_such_column', 'id'])] : [];
  for (const name of [...names, ...added]) {
    const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
    if (!column) values[name] = 'x';
    else if (random.chance(wrong / 4)) values[name] = illegalValue(random, column) as StoredValue;
    else if (!column.required && random.chance(0.15)) values[name] = null;
    else values[name] = likelyValue(random, world, person, name, column, permission);
  }
  return values;
}

/** Lookups to oneself and values that the permission's condition asks for are likelier than chance would have them. */
function likelyValue(
  random: Random,
  world: World,
  person: Person,
  name: string,
  column: ColumnSchema,
  permission: TablePermission | undefined,
): StoredValue {
  if (column.type === 'lookup' && random.chance(0.5)) {
    if (column.target === 'contact' && person.contact) return person.contact;
    if (column.target === 'account' && person.account) return person.account;
  }
  const { where } = permission ?? {};
  if (where?.type === 'condition' && where.column === name && random.chance(0.7)) {
    const wanted: StoredValue | undefined = Array.isArray(where.value)
      ? where.value[0]
      : (where.value as StoredValue);
    if (wanted !== undefined) return wanted;
  }
  const value = legalValue(random, name, column, { ...materialOf(world), dangling: true });
  if (typeof value === 'string' && 'maxLength' in column && value.length > column.maxLength) return 'x';
  return value;
}
