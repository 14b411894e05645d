import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  and,
  EVERYTHING,
  eq,
  type Filter,
  foldText,
  formatRecordQuery,
  isLookupValue,
  isStored,
  LOGICAL_NAME,
  NOTHING,
  not,
  OPERATORS,
  oneOf,
  or,
  parseSort,
  RECORD_ID,
  type RecordQuery,
  related,
  STANDARD_TABLES,
} from './index.ts';

/** Truth by column name: what a filter says when each of its conditions is either true or false. */
type Truth = Readonly<Record<string, boolean>>;

const COLUMNS = ['a', 'b', 'c'] as const;

/** The meaning of a tree, without the shortcuts the constructors take. */
function holds(filter: Filter, truth: Truth): boolean {
  switch (filter.type) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'and':
      return filter.filters.every((inner) => holds(inner, truth));
    case 'or':
      return filter.filters.some((inner) => holds(inner, truth));
    case 'not':
      return !holds(filter.filter, truth);
    case 'related':
      return truth[filter.lookup] === true && holds(filter.filter, truth);
    default:
      return truth[filter.column] === true;
  }
}

const truth: fc.Arbitrary<Truth> = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() });
const column = fc.constantFrom(...COLUMNS);

const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(EVERYTHING, NOTHING),
    column.map((name) => eq(name, 1)),
    column.map((name) => oneOf(name, [1, 2])),
    fc.array(tie('filter'), { maxLength: 3 }).map((filters) => and(...filters)),
    fc.array(tie('filter'), { maxLength: 3 }).map((filters) => or(...filters)),
    tie('filter').map((inner) => not(inner)),
    fc.tuple(column, tie('filter')).map(([lookup, inner]) => related(lookup, inner)),
  ),
}));

test('the constructors keep the meaning of what they simplify', () => {
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 4 }), truth, (filters, now) => {
      assert.equal(
        holds(and(...filters), now),
        filters.every((one) => holds(one, now)),
      );
      assert.equal(
        holds(or(...filters), now),
        filters.some((one) => holds(one, now)),
      );
      for (const one of filters) assert.equal(holds(not(one), now), !holds(one, now));
    }),
  );
});

test('a filter may be joined in any order and in any grouping', () => {
  fc.assert(
    fc.property(filter, filter, filter, truth, (first, second, third, now) => {
      for (const join of [and, or]) {
        assert.equal(holds(join(first, second), now), holds(join(second, first), now));
        assert.equal(
          holds(join(join(first, second), third), now),
          holds(join(first, join(second, third)), now),
        );
      }
    }),
  );
});

test('what one grant allows, more grants never take away; what one refuses, more conditions never give', () => {
  fc.assert(
    fc.property(filter, fc.array(filter, { maxLength: 3 }), truth, (one, more, now) => {
      if (holds(one, now)) assert.equal(holds(or(one, ...more), now), true);
      else assert.equal(holds(and(one, ...more), now), false);
    }),
  );
});

test('no constant is left inside a conjunction or disjunction, nor one of a single part', () => {
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 4 }), (filters) => {
      for (const joined of [and(...filters), or(...filters)]) {
        if (joined.type !== 'and' && joined.type !== 'or') continue;
        if (!filters.includes(joined)) assert.ok(joined.filters.length >= 2);
        assert.ok(joined.filters.every(({ type }) => type !== 'everything' && type !== 'nothing'));
      }
    }),
  );
});

test('the parts a filter is made of are left as they were', () => {
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 4 }), (filters) => {
      const before = JSON.stringify(filters);
      and(...filters);
      or(...filters);
      filters.map(not);
      assert.equal(JSON.stringify(filters), before);
    }),
  );
});

test('a filter survives the wire', () => {
  fc.assert(
    fc.property(filter, truth, (one, now) => {
      const text = new URLSearchParams(formatRecordQuery({ filter: one }).toString()).get('filter');
      assert.equal(holds(JSON.parse(text ?? '') as Filter, now), holds(one, now));
    }),
  );
});

test('a query uses the parameters of the protocol alone, each at most once', () => {
  const query: fc.Arbitrary<RecordQuery> = fc.record(
    {
      select: fc.array(column, { maxLength: 3 }),
      filter,
      sort: fc.array(fc.record({ column, direction: fc.constantFrom('asc' as const, 'desc' as const) })),
      limit: fc.integer(),
      cursor: fc.string(),
      count: fc.boolean(),
      expand: fc.array(column, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(query, (one) => {
      const names = [...formatRecordQuery(one).keys()];
      assert.equal(new Set(names).size, names.length);
      const known = ['select', 'filter', 'sort', 'limit', 'cursor', 'count', 'expand'];
      for (const name of names) assert.ok(known.includes(name), name);
    }),
  );
});

test('a cursor comes back as it was given, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (cursor) => {
      const { searchParams } = new URL(`https://example.com/?${formatRecordQuery({ cursor })}`);
      assert.equal(searchParams.get('cursor'), cursor);
    }),
  );
});

test('a descending column is told by one sign, at the front', () => {
  assert.deepEqual(parseSort('a-b'), [{ column: 'a-b', direction: 'asc' }]);
  assert.deepEqual(parseSort('--a'), [{ column: '-a', direction: 'desc' }], 'which is no column then');
});

test('folding never tells apart what composition or case alone tell apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(foldText(text.normalize('NFD')), foldText(text.normalize('NFC')));
      assert.equal(foldText(text), foldText(text).normalize('NFC').toLowerCase());
    }),
  );
});

test('an id is one of ours or none: nothing before, after, between or in other letters', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string({ minLength: 1, maxLength: 5 }), (id, more) => {
      assert.match(id, RECORD_ID);
      for (const other of [id + more, more + id, id.slice(1), `${id}\n`, id.replaceAll('-', '')])
        assert.doesNotMatch(other, RECORD_ID);
      if (/[a-f]/.test(id)) assert.doesNotMatch(id.toUpperCase(), RECORD_ID);
    }),
  );
});

test('a logical name is nothing that could be taken for something else', () => {
  for (const name of [
    '',
    '1a',
    '_a',
    'A',
    'a-b',
    'a.b',
    'a b',
    'a"b',
    '__proto__',
    'é',
    `${'a'.repeat(64)}`,
    'a\n',
  ])
    assert.doesNotMatch(name, LOGICAL_NAME, JSON.stringify(name));
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9_]{0,62}$/), (name) => assert.match(name, LOGICAL_NAME)),
  );
});

test('a lookup as it is read is an object; nothing a store keeps is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), (value) => {
      assert.equal(isLookupValue(value), false);
    }),
  );
  assert.equal(isLookupValue(undefined), false);
  assert.equal(isLookupValue({ id: 'x', table: 'contact', label: null }), true);
});

test('every operator stands in the list once, and every standard column but counts is stored', () => {
  assert.equal(new Set(OPERATORS).size, OPERATORS.length);
  for (const table of STANDARD_TABLES)
    for (const [name, schema] of Object.entries(table.columns))
      assert.equal(isStored(schema), schema.type !== 'count', `${table.name}.${name}`);
});
