import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Follow, matches } from '@portico/adapter/store';
import {
  type Condition,
  type Filter,
  isStored,
  type Operator,
  STANDARD_TABLES,
  type StoredRecord,
  type TableSchema,
} from '@portico/protocol';
import fc from 'fast-check';
import {
  isRecord,
  type Mappings,
  mappingsFor,
  selectOf,
  type TableMapping,
  toStored,
} from '../mapping/index.ts';
import { defineTables } from '../testing/define-tables.ts';
import { bindFilter } from '../testing/fake-dataverse/odata/bind-filter.ts';
import { parseFilter } from '../testing/fake-dataverse/odata/parse-filter.ts';
import { projection } from '../testing/fake-dataverse/read/projection.ts';
import type { ColumnDefinition } from '../testing/fake-dataverse/schema/table-definition.ts';
import { seedRows } from '../testing/fake-dataverse/world/seed-rows.ts';
import type { StoredRow, StoredValue } from '../testing/fake-dataverse/world/table.ts';
import { World } from '../testing/fake-dataverse/world/world.ts';
import { lookupTargets } from './lookup-targets.ts';
import { supersetFilter } from './superset-filter.ts';

const label = { label: 'x', classification: 'public' } as const;

/** A custom table with a column of every type. */
const sample: TableSchema = {
  name: 'sample',
  label: 'Sample',
  pluralLabel: 'Samples',
  title: 'name',
  columns: {
    name: { type: 'text', maxLength: 100, ...label },
    amount: { type: 'integer', ...label },
    small: { type: 'integer', min: -5, max: 5, ...label },
    ratio: { type: 'decimal', ...label },
    active: { type: 'boolean', ...label },
    day: { type: 'date', ...label },
    moment: { type: 'datetime', ...label },
    state: { type: 'choice', choices: ['a', 'b', 'c'].map((value) => ({ value, label: value })), ...label },
    case: { type: 'lookup', target: 'case', ...label },
    article: { type: 'lookup', target: 'article', ...label },
    parent: { type: 'lookup', target: 'sample', ...label },
  },
};

const schemas = [...STANDARD_TABLES, sample];
const byName = new Map(schemas.map((schema) => [schema.name, schema]));
const mappings: Mappings = mappingsFor(schemas);
const targets = lookupTargets(byName);
const TABLES = ['account', 'contact', 'case', 'case_note', 'article', 'feedback', 'file', 'sample'];

const id = (table: string, index: number) =>
  `${TABLES.indexOf(table)}0000000-0000-4000-8000-00000000000${index}`;
const IDS = TABLES.flatMap((table) => [0, 1, 2, 3].map((index) => id(table, index)));
const TEXTS = [
  'a',
  'A',
  'a ',
  ' a',
  'ab',
  'aB',
  'printer',
  'Printer',
  'PRİNTER',
  'prınter',
  'é',
  'e\u0301',
  'E',
]
  .concat([
    'K9',
    '\u212a9',
    'k9',
    "O'Hara",
    '100%',
    'a_b',
    '[a]',
    'ß',
    'ss',
    '*WEB*a',
    '*web*a',
    'x'.repeat(150),
  ])
  .concat(['Ann Lee', '[contact:x] [kind:note]', `Portico [contact:${id('contact', 0)}] [kind:closed]`]);
const NUMBERS = [0, 1, -1, 2, 5, 6, 0.5, 0.1, 1 / 3, 1e-9, 5e-324, 1e10, 2 ** 31, 2 ** 53, 1e300, -1e300];
const DAYS = ['0001-01-01', '1752-12-31', '1753-01-01', '2026-01-31', '2026-02-01', '9999-12-31', '2026'];
const MOMENTS = DAYS.map((day) => `${day}T00:00:00.000Z`).concat([
  '2026-01-31T08:00:00.000Z',
  '2026-01-31T08:00:00.001Z',
  '2026-01-31T08:00:00.999Z',
  '2026-01-31T08:00:01.000Z',
  '9999-12-31T23:59:59.999Z',
  'later',
]);
const OPERATORS: readonly Operator[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'contains', 'starts_with'];

/** Mulberry32. */
class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from `low` to `high`, both possible. */
  nextInt(low: number, high: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + (((mixed ^ (mixed >>> 14)) >>> 0) % (high - low + 1));
  }
}

/** What a column of Dataverse may hold, by its own type, also what our mapping does not know. */
function rawValues(definition: ColumnDefinition, options: readonly number[]): readonly StoredValue[] {
  switch (definition.type) {
    case 'text':
    case 'memo':
      return TEXTS;
    case 'integer':
      return [0, 1, -1, 2, 5];
    case 'decimal':
      return [0, 1, 0.1, 0.3333333333, 5, 1e10, -0.5, 0.000000001];
    case 'boolean':
      return [true, false];
    case 'date':
      return ['1753-01-01', '2026-01-31', '2026-02-01', '9999-12-31'];
    case 'datetime':
      return ['1753-01-01T00:00:00Z', '2026-01-31T08:00:00Z', '2026-01-31T08:00:01Z', '9999-12-31T00:00:00Z'];
    case 'choice':
    case 'state':
    case 'status':
      return [...options, 77];
    case 'lookup':
      return definition.targets.flatMap(({ table }) => {
        const ours = TABLES.filter((name) => mappings[name]?.table === table);
        return ours.flatMap((name) => [0, 1, 2, 3].map((index) => ({ id: id(name, index), table })));
      });
    default:
      return [];
  }
}

/** A world of random rows in every table; what is left empty is so often. */
function randomWorld(random: Random): World {
  const world = new World({
    accents: random.nextInt(0, 1) === 0,
    nulls: random.nextInt(0, 1) === 0 ? 'three-valued' : 'two-valued',
    now: () => new Date('2026-01-31T08:00:00Z'),
    userId: id('contact', 9),
    businessUnitId: id('contact', 8),
    organizationId: id('contact', 7),
  });
  for (const definition of defineTables(schemas, mappings)) world.define(definition);
  const pick = <T>(values: readonly T[]): T => values[random.nextInt(0, values.length - 1)] as T;
  for (const name of TABLES) {
    const mapping = mappings[name] as TableMapping;
    const raw = new Set(selectOf(mapping).map((property) => /^_(.+)_value$/.exec(property)?.[1] ?? property));
    const options = Object.values(mapping.columns).flatMap((column) =>
      column.kind === 'choice'
        ? Object.values(column.options).concat(...Object.values(column.reads ?? {}))
        : column.kind === 'pattern'
          ? Object.values(column.own?.options ?? {}).concat(0, 3)
          : [],
    );
    const definition = world.tableOf(mapping.table)?.definition;
    for (const index of [0, 1, 2, 3]) {
      const values: Record<string, StoredValue | null> = { [mapping.key]: id(name, index) };
      for (const property of raw) {
        const column = definition?.columns[property];
        const pool = column ? rawValues(column, options) : [];
        if (property !== mapping.key)
          values[property] = random.nextInt(0, 4) === 0 || pool.length === 0 ? null : pick(pool);
      }
      // Rows of two of our tables, and such as are none of either, live in one table of Dataverse.
      for (const row of mapping.rows ?? [])
        if (random.nextInt(0, 3) > 0 && row.operator === 'eq') values[row.name] = row.value;
      seedRows(world, mapping.table, [values]);
    }
  }
  return world;
}

const valueArbitrary = fc.constantFrom<Condition['value']>(
  ...TEXTS,
  ...NUMBERS,
  ...DAYS,
  ...MOMENTS,
  ...IDS,
  ...schemas.flatMap((schema) =>
    Object.values(schema.columns).flatMap((column) =>
      column.type === 'choice' ? column.choices.map(({ value }) => value) : [],
    ),
  ),
  'constructor',
  '',
  true,
  false,
  null,
  [],
);

/** Conditions that visitors may send, and many that no check would let through. */
function filterArbitrary(table: string, depth: number): fc.Arbitrary<Filter> {
  const columns = Object.entries(byName.get(table)?.columns ?? {}).filter(([, column]) => isStored(column));
  const names = ['id', ...columns.map(([name]) => name)];
  const condition: fc.Arbitrary<Filter> = fc.oneof(
    fc.record({
      type: fc.constant('condition' as const),
      column: fc.constantFrom(...names),
      operator: fc.constantFrom(...OPERATORS.filter((operator) => operator !== 'in')),
      value: valueArbitrary,
    }),
    fc.record({
      type: fc.constant('condition' as const),
      column: fc.constantFrom(...names),
      operator: fc.constant('is_null' as const),
      value: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('condition' as const),
      column: fc.constantFrom(...names),
      operator: fc.constant('in' as const),
      value: fc.array(valueArbitrary, { maxLength: 4 }) as fc.Arbitrary<Condition['value']>,
    }),
  );
  if (depth === 0) return condition;
  const inner = filterArbitrary(table, depth - 1);
  const lookups = columns.filter(([, column]) => column.type === 'lookup' && TABLES.includes(column.target));
  return fc.oneof(
    { weight: 3, arbitrary: condition },
    { weight: 1, arbitrary: inner.map((filter): Filter => ({ type: 'not', filter })) },
    {
      weight: 1,
      arbitrary: fc
        .array(inner, { minLength: 1, maxLength: 3 })
        .map((filters): Filter => ({ type: 'and', filters })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(inner, { minLength: 1, maxLength: 3 })
        .map((filters): Filter => ({ type: 'or', filters })),
    },
    ...lookups.map(([lookup, column]) => ({
      weight: 1,
      arbitrary: filterArbitrary('target' in column ? column.target : '', depth - 1).map(
        (filter): Filter => ({ type: 'related', lookup, filter }),
      ),
    })),
  );
}

interface Rows {
  readonly records: ReadonlyMap<string, StoredRecord>;
  readonly follow: (table: string) => Follow;
}

/** The rows of a world as our store reads them, over the wire shapes of the fake. */
function recordsOf(world: World): Rows {
  const records = new Map<string, StoredRecord>();
  for (const name of TABLES) {
    const mapping = mappings[name] as TableMapping;
    const table = world.tableOf(mapping.table);
    if (!table) continue;
    const everything = { anyAnnotation: true, annotated: () => true, maxPageSize: null, trackChanges: false };
    const project = projection(world, table, selectOf(mapping).join(','), everything as never);
    for (const row of table.rows.values()) {
      const shown = project(row);
      if (isRecord(shown, mapping))
        records.set(`${name} ${row.id}`, toStored(shown, byName.get(name) as TableSchema, mappings));
    }
  }
  const follow =
    (table: string): Follow =>
    (record, lookup) => {
      const target = targets(table, lookup);
      const found = target && records.get(`${target} ${record[lookup]}`);
      return found ? { record: found, follow: follow(target) } : null;
    };
  return { records, follow };
}

describe('a filter for Dataverse', () => {
  for (const name of TABLES) {
    const mapping = mappings[name] as TableMapping;
    test(`finds every record of ${name} that the filter holds for, and no other where it says so`, () => {
      let wider = 0;
      let exactly = 0;
      let narrowed = 0;
      fc.assert(
        fc.property(
          fc.noShrink(fc.nat()),
          fc.array(filterArbitrary(name, 3), { minLength: 25, maxLength: 25 }),
          (seed, filters) => {
            const world = randomWorld(new Random(seed));
            const { records, follow } = recordsOf(world);
            const table = world.tableOf(mapping.table);
            assert.ok(table);
            for (const filter of filters) {
              const { test: found, exact } = supersetFilter(filter, mapping, mappings);
              const asked: (row: StoredRow) => boolean =
                typeof found === 'boolean'
                  ? () => found
                  : bindFilter({ world, variables: [{ name: null, table }] }, parseFilter(found));
              for (const row of table.rows.values()) {
                const record = records.get(`${name} ${row.id}`);
                const holds = record !== undefined && matches(filter, record, follow(name));
                const candidate = asked(row);
                if (holds)
                  assert.ok(
                    candidate,
                    `misses ${JSON.stringify(record)} for ${JSON.stringify(filter)}: ${found}`,
                  );
                if (exact)
                  assert.equal(
                    candidate,
                    holds,
                    `${JSON.stringify(record)} for ${JSON.stringify(filter)}: ${found}`,
                  );
                if (exact) exactly++;
                else if (candidate && !holds) wider++;
                if (!candidate) narrowed++;
              }
            }
          },
        ),
        { numRuns: 150 },
      );
      assert.ok(exactly > 500 && wider > 50 && narrowed > 500, `vacuous: ${exactly}, ${wider}, ${narrowed}`);
    });
  }
});
