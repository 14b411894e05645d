import type { Sort, TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';
import type { Question } from '../question.ts';
import type { Person, World } from '../world.ts';
import { CANARY, NO_RECORD, WORDS } from './cell-values.ts';
import { listedColumns, tablesWith } from './held.ts';
import { visitorFilter } from './visitor-filter.ts';

type Asked<T extends Question['type']> = Extract<Question, { type: T }>;

/** Of a script without spaces a store may find parts of words; what is a word there is not the oracle's to say. */
const SEARCHED = WORDS.filter((word) => !/\p{Script=Han}/u.test(word));

const LIMITS = [1, 2, 3, 5, 20, 100];

/** A list with whatever a visitor may add to it; `wrong` is how often something of it is not to be had. */
export function listQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'list'> {
  const table = someTable(random, world, person, wrong);
  const filtered = random.chance(0.65);
  const sort = random.chance(0.5) ? sortOf(random, world, person, table, wrong) : [];
  return {
    type: 'list',
    table: table?.name ?? 'no_such_table',
    query: {
      ...shownOf(random, world, person, table, wrong),
      ...(filtered && table && { filter: visitorFilter({ random, world, person, wrong: wrong / 4 }, table) }),
      ...(sort.length > 0 && { sort }),
      ...(random.chance(0.7) && { limit: random.pick(LIMITS) }),
      ...(random.chance(0.5) && { count: true }),
    },
  };
}

export function getQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'get'> {
  const table = someTable(random, world, person, wrong);
  return {
    type: 'get',
    table: table?.name ?? 'no_such_table',
    id: someId(random, world, table?.name, wrong),
    ...shownOf(random, world, person, table, wrong),
  };
}

export function searchQuestion(random: Random, world: World, person: Person, wrong: number): Asked<'search'> {
  const searched = tablesWith(world, person, 'read').filter(({ search }) => search);
  const one = searched.length > 0 && random.chance(0.6) ? random.pick(searched) : null;
  const filter = one &&
    random.chance(0.3) && { filter: visitorFilter({ random, world, person, wrong: wrong / 4 }, one, 1) };
  const tables = random.chance(wrong / 4) ? [random.pick([...world.tables.keys()])] : one && [one.name];
  return {
    type: 'search',
    text: searchText(random, world),
    facets: random.chance(0.6),
    ...(tables && { tables }),
    ...filter,
  };
}

/** Words that stand somewhere, canaries of hidden cells among them. */
function searchText(random: Random, world: World): string {
  if (random.chance(0.6)) return random.some(SEARCHED, 0.2).join(' ') || random.pick(SEARCHED);
  const searched = [...world.tables.values()].filter(({ search }) => search);
  const records = searched.flatMap(({ name }) => world.records.get(name) ?? []);
  if (records.length === 0) return random.pick(SEARCHED);
  const record = random.pick(records);
  const canaries = Object.values(record).flatMap((cell) => String(cell).match(CANARY) ?? []);
  return canaries.length > 0 ? random.pick(canaries) : random.pick(SEARCHED);
}

/** Mostly one that there is, of that very table. */
export function someId(random: Random, world: World, table: string | undefined, wrong: number): string {
  const ids = (world.records.get(table ?? '') ?? []).map(({ id }) => id);
  if (ids.length === 0 || random.chance(wrong / 2)) {
    const others = [...world.records.values()].flat().map(({ id }) => id);
    return random.pick([NO_RECORD, random.id(), 'not-an-id', random.pick(others)]);
  }
  return random.pick(ids);
}

function someTable(random: Random, world: World, person: Person, wrong: number): TableSchema | undefined {
  const readable = tablesWith(world, person, 'read');
  if (readable.length > 0 && !random.chance(wrong / 2)) return random.pick(readable);
  return random.pick([...world.tables.values(), undefined]);
}

function shownOf(
  random: Random,
  world: World,
  person: Person,
  table: TableSchema | undefined,
  wrong: number,
): { readonly select?: string[]; readonly expand?: string[] } {
  if (!table) return {};
  const readable = listedColumns(world, person, table);
  const names = random.chance(wrong / 4) ? Object.keys(table.columns) : readable.map(([name]) => name);
  const select = random.chance(0.3) ? random.some(names, 0.5) : [];
  const lookups = readable.filter(([, { type }]) => type === 'lookup').map(([name]) => name);
  const expand = random.chance(0.35) ? random.some(lookups, 0.6) : [];
  if (random.chance(wrong / 8)) expand.push(random.pick(Object.keys(table.columns)));
  return {
    ...(select.length > 0 && { select }),
    ...(expand.length > 0 && { expand: [...new Set(expand)] }),
  };
}

function sortOf(
  random: Random,
  world: World,
  person: Person,
  table: TableSchema | undefined,
  wrong: number,
): Sort[] {
  if (!table) return [];
  const all = random.chance(wrong / 4) ? Object.entries(table.columns) : listedColumns(world, person, table);
  const sortable = all.filter(
    ([, column]) =>
      random.chance(wrong / 8) ||
      !(
        column.type === 'html' ||
        column.type === 'count' ||
        (column.type === 'text' && column.format === 'multiline')
      ),
  );
  const names = [...sortable.map(([name]) => name), ...(random.chance(0.2) ? ['id'] : [])];
  const some = random.some(names, 0.3).slice(0, random.chance(wrong / 8) ? 4 : 3);
  return some.map((column) => ({ column, direction: random.chance(0.5) ? 'asc' : 'desc' }));
}
