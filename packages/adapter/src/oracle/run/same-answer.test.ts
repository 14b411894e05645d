import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../question.ts';
import { differenceOf, isSame } from './same-answer.ts';

const list = (...ids: readonly string[]): Answer => ({
  type: 'list',
  records: ids.map((id) => ({ id })),
  count: ids.length,
});
const hits = (ids: readonly string[], counts: readonly (readonly [string, number])[] = []): Answer => ({
  type: 'hits',
  ids: new Set(ids),
  facets: [{ table: 't', column: 'c', counts: new Map(counts) }],
});
const written = (shown: Extract<Answer, { type: 'written' }>['shown'], id = 'a'): Answer => ({
  type: 'written',
  shown,
  table: 't',
  id,
  after: null,
});

describe('two answers', () => {
  test('of different kinds differ', () => {
    assert.match(
      differenceOf(list('a'), { type: 'problem', code: 'not_found' }) ?? '',
      /a list instead of a problem/,
    );
  });

  test('differ by the code of a problem', () => {
    const problem = { type: 'problem', code: 'not_found' } as const;
    assert.equal(differenceOf(problem, problem), null);
    assert.equal(differenceOf({ type: 'problem', code: 'permission_denied' }, problem), 'another problem');
  });

  test('of lists differ by number, order, cells and count', () => {
    assert.equal(differenceOf(list('a', 'b'), list('a', 'b')), null);
    assert.match(differenceOf(list('a'), list('a', 'b')) ?? '', /count/);
    assert.match(differenceOf(list('b', 'a'), list('a', 'b')) ?? '', /at place 0/);
    const { count: _, ...uncounted } = list('a') as Extract<Answer, { type: 'list' }>;
    assert.match(differenceOf(list('a'), uncounted) ?? '', /count/);
    assert.match(
      differenceOf({ ...uncounted, records: [{ id: 'a', name: null }] }, uncounted) ?? '',
      /at place 0/,
    );
  });

  test('of searches differ by hits and facets, not by order', () => {
    assert.equal(differenceOf(hits(['a', 'b']), hits(['b', 'a'])), null);
    assert.equal(differenceOf(hits(['a']), hits(['b'])), 'other hits');
    assert.equal(differenceOf(hits(['a'], [['x', 1]]), hits(['a'], [['x', 2]])), 'other facets');
    assert.equal(differenceOf(hits(['a']), { type: 'hits', ids: new Set(['a']), facets: [] }), null);
  });

  test('of writes differ by the record and how it is shown', () => {
    assert.equal(differenceOf(written({ id: 'a' }), written({ id: 'a' })), null);
    assert.match(differenceOf(written(null), written({ id: 'a' })) ?? '', /shown otherwise/);
    assert.match(differenceOf(written(null, 'b'), written(null)) ?? '', /another record written/);
  });
});

describe('JSON values', () => {
  test('are the same whatever the order of keys', () => {
    assert.ok(isSame({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }));
  });

  test('differ by an absent key, a null, a type or an entry more', () => {
    assert.ok(!isSame({ a: null }, {}));
    assert.ok(!isSame({ a: undefined }, { b: undefined }));
    assert.ok(!isSame([1], [1, 2]));
    assert.ok(!isSame([], {}));
    assert.ok(!isSame('1', 1));
    assert.ok(!isSame(null, {}));
  });
});
