import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer, Question } from '../question.ts';
import type { World } from '../world.ts';
import { Tally, type Worth, worthOf } from './tally.ts';
import { whyDull } from './telling.ts';
import { worldAfter } from './world-after.ts';

const KINDS = ['list', 'get', 'search', 'create', 'update', 'delete'];

function tallyOf(worths: Partial<Record<Worth, number>>, kinds: readonly string[] = KINDS): Tally {
  const tally = new Tally();
  for (const kind of kinds)
    for (const [worth, count] of Object.entries(worths))
      for (let index = 0; index < count; index++) tally.add(kind, worth as Worth);
  return tally;
}

describe('a tally', () => {
  test('counts by kind and by worth, and adds up', () => {
    const tally = tallyOf({ part: 2, empty: 1 }, ['list']);
    tally.include(tallyOf({ part: 1 }, ['get', 'list']));
    assert.equal(tally.count(), 5);
    assert.equal(tally.count('list'), 4);
    assert.equal(tally.count('list', 'part'), 3);
    assert.equal(tally.count(undefined, 'empty', 'part'), 5);
    assert.equal(tally.telling('list'), 0.75);
    assert.match(String(tally), /list +4 {2}\(0 whole, 3 part, 0 denied, 1 empty, 0 refused\)/);
  });
});

describe('a proof is refused as vacuous when', () => {
  const dull = (tally: Tally) => whyDull('engine', tally);

  test('most cases were refused beforehand or empty', () => {
    assert.equal(dull(tallyOf({ part: 4000, refused: 1000 })), null);
    assert.match(dull(tallyOf({ part: 1500, refused: 2500, empty: 1000 })) ?? '', /only 30 %.*not 60 %/);
  });

  test('writes are never done', () => {
    const tally = tallyOf({ part: 800 }, ['list', 'get', 'search', 'update', 'delete']);
    tally.include(tallyOf({ denied: 400 }, ['create']));
    assert.match(dull(tally) ?? '', /Of create only 0 %/);
  });

  test('but not for the sake of a few questions of one kind', () => {
    const tally = tallyOf({ part: 280 });
    tally.include(tallyOf({ denied: 280 }, ['create', 'update']));
    assert.match(dull(tallyOf({ denied: 300 })) ?? '', /Of list only 0 %/);
    assert.equal(dull(tallyOf({ part: 9, denied: 20 })), null);
    assert.equal(dull(tally), null);
  });

  test('pairs of worlds show no records', () => {
    const pairs = KINDS.map((kind) => `pair-${kind}`);
    assert.equal(whyDull('non-interference', tallyOf({ part: 300 }, pairs)), null);
    assert.match(whyDull('non-interference', tallyOf({ denied: 300 }, pairs)) ?? '', /Of pair-list only 0 %/);
  });
});

describe('what an answer is worth', () => {
  const world = { records: new Map([['case', [{ id: 'a' }, { id: 'b' }]]]) } as unknown as World;
  const list: Question = { type: 'list', table: 'case', query: {} };
  const get: Question = { type: 'get', table: 'case', id: 'a' };
  const cases: readonly (readonly [Worth, Question, Answer])[] = [
    ['whole', list, { type: 'list', records: [{ id: 'a' }, { id: 'b' }] }],
    ['part', list, { type: 'list', records: [{ id: 'a' }] }],
    ['part', list, { type: 'list', records: [{ id: 'a' }, { id: 'b', name: 'b' }] }],
    ['empty', list, { type: 'list', records: [] }],
    ['refused', list, { type: 'problem', code: 'unknown_column' }],
    ['denied', get, { type: 'problem', code: 'not_found' }],
    ['refused', { ...get, id: 'c' }, { type: 'problem', code: 'not_found' }],
    ['denied', list, { type: 'problem', code: 'permission_denied' }],
    ['empty', list, { type: 'hits', ids: new Set(), facets: [] }],
  ];
  for (const [worth, question, answer] of cases)
    test(`${JSON.stringify(answer)} is ${worth}`, () =>
      assert.equal(worthOf(world, question, answer), worth));
});

describe('the world after a write', () => {
  const ann = { name: 'ann', contact: 'ann', account: 'north', webRoles: new Set<string>() };
  const world = {
    records: new Map([['contact', [{ id: 'ann', account: 'north' }]]]),
    people: [ann],
  } as unknown as World;
  const written = (after: { id: string; account: string | null } | null): Answer => ({
    type: 'written',
    shown: null,
    table: 'contact',
    id: 'ann',
    after,
  });

  test('has the record, and whoever is of another account now', () => {
    const after = worldAfter(world, written({ id: 'ann', account: null }));
    assert.deepEqual(after.records.get('contact'), [{ id: 'ann', account: null }]);
    assert.equal(after.people[0]?.account, null);
    assert.equal(world.people[0]?.account, 'north');
  });

  test('lacks what was deleted', () => {
    assert.deepEqual(worldAfter(world, written(null)).records.get('contact'), []);
  });

  test('is the same after a refusal', () => {
    assert.equal(worldAfter(world, { type: 'problem', code: 'not_found' }), world);
  });
});

describe('a proof of any length', () => {
  const telling = (part: number, refused: number) => whyDull('engine', tallyOf({ part, refused }));

  test('says nothing of a handful of cases', () => {
    assert.equal(telling(0, 49), null);
    assert.match(telling(0, 50) ?? '', /only 0 % were denied or part or whole, not 30 %/);
  });

  test('is held to half of each floor while it is short, and to the whole when it is long', () => {
    assert.equal(telling(200, 400), null);
    assert.match(telling(100, 400) ?? '', /only 20 % were denied or part or whole, not 30 %/);
    assert.match(telling(2000, 4000) ?? '', /only 33 % were denied or part or whole, not 60 %/);
    assert.equal(telling(4000, 1000), null);
  });
});
