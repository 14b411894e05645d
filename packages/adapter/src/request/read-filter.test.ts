import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import { readFilter } from './read-filter.ts';

const condition = { type: 'condition', column: 'title', operator: 'eq', value: 'x' };

function codeOf(text: string): string {
  try {
    readFilter(text);
    return 'accepted';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

test('every kind of filter is read as it was written', () => {
  for (const filter of [
    { type: 'everything' },
    { type: 'nothing' },
    condition,
    { ...condition, operator: 'in', value: ['a', 1, true, null] },
    { type: 'and', filters: [condition, { type: 'not', filter: condition }] },
    { type: 'or', filters: [] },
    { type: 'related', lookup: 'category', filter: condition },
  ]) {
    assert.deepEqual(readFilter(JSON.stringify(filter)), filter);
  }
});

test('what is no filter is refused', () => {
  for (const filter of [
    ...[
      '',
      'null',
      '1',
      '"x"',
      '[]',
      '{}',
      'true',
      '{"type":"and"}',
      '{"type":"xor","filters":[]}',
      '{"type":"condition"}',
    ],
    JSON.stringify({ ...condition, operator: 'like' }),
    JSON.stringify({ ...condition, operator: 'toString' }),
    JSON.stringify({ ...condition, value: { $gt: '' } }),
    JSON.stringify({ ...condition, value: [['x']] }),
    JSON.stringify({ ...condition, value: undefined }),
    JSON.stringify({ ...condition, column: 7 }),
    JSON.stringify({ ...condition, extra: 1 }),
    JSON.stringify({ type: 'everything', extra: 1 }),
    JSON.stringify({ ...condition, value: 'x'.repeat(1001) }),
    '{"type":"everything","type":"nothing"}',
    '{"type":"everything","__proto__":{}}',
    '{"type":"condition","column":"a","operator":"eq","value":1e999}',
  ]) {
    assert.equal(codeOf(filter), 'invalid_filter', filter.slice(0, 100));
  }
});

test('length, depth and number of parts are limited', () => {
  const nested = (depth: number): object =>
    depth === 1 ? condition : { type: 'not', filter: nested(depth - 1) };
  const listed = (depth: number): object =>
    depth === 1 ? condition : { type: 'and', filters: [listed(depth - 1)] };
  for (const build of [nested, listed]) {
    assert.equal(codeOf(JSON.stringify(build(8))), 'accepted');
    assert.equal(codeOf(JSON.stringify(build(9))), 'invalid_filter');
    assert.equal(codeOf(JSON.stringify(build(40))), 'invalid_filter');
  }
  const wide = (count: number) => ({
    type: 'or',
    filters: Array.from({ length: count }, () => ({ type: 'nothing' })),
  });
  assert.equal(codeOf(JSON.stringify(wide(99))), 'accepted');
  assert.equal(codeOf(JSON.stringify({ type: 'and', filters: [wide(60), wide(60)] })), 'invalid_filter');
  assert.equal(
    codeOf(JSON.stringify({ ...condition, operator: 'in', value: Array(101).fill(1) })),
    'invalid_filter',
  );
  assert.equal(codeOf(`${' '.repeat(8192)}{}`), 'invalid_filter');
  assert.equal(codeOf('['.repeat(8000)), 'invalid_filter');
});
