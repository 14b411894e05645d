import { isStored, type StoredRecord, type StoredValue, type TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';
import { legalValue } from '../generate/cell-values.ts';
import { materialOf } from '../generate/material-of.ts';
import type { Person, World } from '../world.ts';
import { type Had, haveOf } from './covering.ts';
import { decidingColumns } from './deciding-columns.ts';
import { isSame } from './same-answer.ts';

export interface OtherWorld {
  readonly world: World;
  /** Cells set anew, and records added and removed. */
  readonly differences: number;
}

const ATTEMPTS = 60;

/**
 * A world that is the same to one person and another one otherwise: hidden cells are set anew, hidden records
 * removed and added, children of visible ones among them. Every step that would change what the person has of any
 * record is taken back. Cells by which the person's permissions decide stay, for a write may ask of them; and so do
 * unique values, by which a write learns that one is taken.
 */
export function otherWorld(random: Random, world: World, person: Person): OtherWorld {
  const deciding = decidingColumns(world, person);
  const had = haveOf(world, person);
  let other = world;
  let differences = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const step = randomStep(random, other, had, deciding);
    if (!step) continue;
    const records = new Map(other.records).set(step.table, step.records);
    const changed: World = { ...other, records };
    if (!isSameTo(person, changed, had)) continue;
    other = changed;
    differences++;
  }
  return { world: other, differences };
}

function isSameTo(person: Person, world: World, had: ReadonlyMap<string, Had>): boolean {
  const now = haveOf(world, person);
  for (const [id, has] of now) {
    const before = had.get(id);
    if (before ? !isSame(has, before) : has.covering.length > 0) return false;
  }
  return [...had].every(([id, { covering }]) => covering.length === 0 || now.has(id));
}

interface Step {
  readonly table: string;
  readonly records: readonly StoredRecord[];
}

function randomStep(
  random: Random,
  world: World,
  had: ReadonlyMap<string, Had>,
  deciding: ReadonlySet<string>,
): Step | null {
  const table = random.pick([...world.tables.values()]);
  const records = world.records.get(table.name) ?? [];
  if (records.length === 0) return null;
  const record = random.pick(records);
  const hidden = (had.get(record.id)?.covering.length ?? 0) === 0;
  const kind = random.below(4);
  if (kind === 0) {
    if (
      !hidden ||
      isUniqueSomehow(table, record) ||
      world.limits?.dangling === false ||
      isSomebody(world, record.id)
    )
      return null;
    return { table: table.name, records: records.filter(({ id }) => id !== record.id) };
  }
  const material = materialOf(world);
  const cells = Object.fromEntries(
    Object.entries(table.columns)
      .filter(([, column]) => isStored(column))
      .map(([name, column]) => [
        name,
        column.required || 'default' in column || random.chance(0.8)
          ? legalValue(random, name, column, material)
          : null,
      ]),
  );
  if (kind === 1) {
    const added = withoutUnique(table, { ...fitting(table, cells), id: random.id() });
    return { table: table.name, records: [...records, added] };
  }
  const shown = had.get(record.id)?.shown ?? null;
  const free = Object.keys(cells).filter(
    (name) =>
      !Object.hasOwn(shown ?? {}, name) && !deciding.has(`${table.name}.${name}`) && !isInUnique(table, name),
  );
  // A person's own contact and account say who asks.
  const changeable = free.filter((name) => !(name === 'account' && isSomebody(world, record.id)));
  if (changeable.length === 0) return null;
  const changed = Object.fromEntries(
    Object.entries(fitting(table, cells)).filter(([name]) => changeable.includes(name)),
  );
  return {
    table: table.name,
    records: records.map((one) => (one === record ? { ...one, ...changed } : one)),
  };
}

function isSomebody({ people }: World, id: string): boolean {
  return people.some(({ contact, account }) => contact === id || account === id);
}

function isInUnique({ unique = [] }: TableSchema, column: string): boolean {
  return unique.some((set) => set.includes(column));
}

function isUniqueSomehow({ unique = [] }: TableSchema, record: StoredRecord): boolean {
  return unique.some((set) => set.every((name) => record[name] !== null));
}

function withoutUnique({ unique = [] }: TableSchema, record: StoredRecord): StoredRecord {
  return { ...record, ...Object.fromEntries(unique.map(([first]) => [first, null])) };
}

function fitting(
  table: TableSchema,
  cells: Readonly<Record<string, StoredValue>>,
): Record<string, StoredValue> {
  const fits = (name: string, cell: StoredValue) => {
    const column = table.columns[name];
    return column && 'maxLength' in column && typeof cell === 'string' && cell.length > column.maxLength
      ? 'x'
      : cell;
  };
  return Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, fits(name, cell)]));
}
