import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatRecordQuery, isProtocolError, OPERATORS, type RecordQuery } from '@portico/protocol';
import fc from 'fast-check';
import { readRecordOptions, readRecordQuery } from './read-record-query.ts';

const read = (query: string) => readRecordQuery(new URL(`https://a.example/?${query}`));

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

test('a query without parameters asks for the defaults', () => {
  assert.deepEqual(read(''), {});
});

test('what a client formats is what is read', () => {
  const name = fc.constantFrom('title', 'created_at', 'a1', 'status');
  const names = fc.uniqueArray(name, { minLength: 1 });
  const value = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.boolean());
  const condition = fc.record({
    type: fc.constant('condition' as const),
    column: name,
    operator: fc.constantFrom(...OPERATORS),
    value: fc.oneof(value, fc.array(value, { maxLength: 5 })),
  });
  const query = fc.record(
    {
      select: names,
      expand: names,
      limit: fc.integer({ min: 1, max: 100 }),
      count: fc.constant(true),
      cursor: fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/),
      sort: fc
        .uniqueArray(name, { minLength: 1 })
        .map((columns) =>
          columns.map((column, at) => ({ column, direction: at % 2 ? ('asc' as const) : ('desc' as const) })),
        ),
      filter: fc.oneof(
        condition,
        fc.record({
          type: fc.constantFrom('and' as const, 'or' as const),
          filters: fc.array(condition, { maxLength: 4 }),
        }),
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(query, (asked) => {
      const back = readRecordQuery(new URL(`https://a.example/?${formatRecordQuery(asked as RecordQuery)}`));
      assert.deepEqual(back, JSON.parse(JSON.stringify(asked)));
    }),
  );
});

test('unknown and repeated parameters are refused, never ignored', () => {
  for (const query of [
    ...[
      'x=1',
      'Select=title',
      'select[]=title',
      '$filter=x',
      '__proto__=1',
      'constructor=1',
      'offset=1',
      '=1',
      'filter%00=1',
    ],
    ...['limit=1&limit=2', 'count=true&count=true', 'select=a&select=b'],
  ]) {
    assert.equal(
      codeOf(() => read(query)),
      'invalid_parameter',
      query,
    );
  }
});

test('numbers and flags are written one way', () => {
  assert.equal(read('limit=100&count=true').limit, 100);
  for (const query of [
    ...[
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=1.5',
      'limit=1e1',
      'limit=',
      'limit=%201',
      'limit=0x1',
      'limit=01',
    ],
    ...['limit=NaN', 'limit=99999999999', 'count=1', 'count=', 'count=TRUE', 'cursor=', 'select='],
  ]) {
    assert.equal(
      codeOf(() => read(query)),
      'invalid_parameter',
      query,
    );
  }
});

test('names that cannot be columns are unknown columns; lists are clean', () => {
  for (const query of [
    'select=Title',
    'select=a.b',
    'sort=--a',
    'expand=1a',
    'select=%00',
    'select=a%20b',
    'sort=a%3Bdrop',
  ]) {
    assert.equal(
      codeOf(() => read(query)),
      'unknown_column',
      query,
    );
  }
  for (const query of ['select=a,,b', 'select=a,a', 'sort=a,-a', 'sort=a,', 'expand=,']) {
    assert.equal(
      codeOf(() => read(query)),
      'invalid_parameter',
      query,
    );
  }
});

test('percent-encoded bytes that are no UTF-8 are refused', () => {
  for (const query of ['select=%ff', 'cursor=%c0%80', 'filter=%ed%a0%80', '%ff=1', 'select=%']) {
    assert.equal(
      codeOf(() => read(query)),
      'malformed_request',
      query,
    );
  }
});

test('of one record only columns may be asked for', () => {
  const url = new URL('https://a.example/?select=a,b&expand=b');
  assert.deepEqual(readRecordOptions(url), { select: ['a', 'b'], expand: ['b'] });
  assert.equal(
    codeOf(() => readRecordOptions(new URL('https://a.example/?limit=1'))),
    'invalid_parameter',
  );
});
