import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Filter } from '@portico/protocol';
import { createRandom } from '../../store/contract/random.ts';
import type { Question } from '../question.ts';
import type { World } from '../world.ts';
import { randomQuestion } from './random-question.ts';
import { randomWorld } from './random-world.ts';

function questions(seed: number, count: number): [World, Question][] {
  const random = createRandom(seed);
  const world = randomWorld(seed);
  return Array.from({ length: count }, () => [
    world,
    randomQuestion(random, world, random.pick(world.people)),
  ]);
}

const ASKED = Array.from({ length: 60 }, (_, seed) => questions(seed + 1, 200)).flat();
const ofType = <T extends Question['type']>(type: T) =>
  ASKED.map(([, question]) => question).filter((question) => question.type === type) as Extract<
    Question,
    { type: T }
  >[];

function nodesOf(filter: Filter): Filter[] {
  if (filter.type === 'and' || filter.type === 'or') return [filter, ...filter.filters.flatMap(nodesOf)];
  if (filter.type === 'not' || filter.type === 'related') return [filter, ...nodesOf(filter.filter)];
  return [filter];
}

describe('random questions', () => {
  test('are the same for the same number', () => {
    assert.deepEqual(
      questions(3, 100).map(([, question]) => question),
      questions(3, 100).map(([, question]) => question),
    );
  });

  test('are of every kind', () => {
    for (const type of ['list', 'get', 'search', 'create', 'update', 'delete'] as const)
      assert.ok(ofType(type).length > 100, `${ofType(type).length} of ${type}`);
  });

  test('filter by every operator and with every kind of node', () => {
    const nodes = ofType('list').flatMap(({ query }) => (query.filter ? nodesOf(query.filter) : []));
    const kinds = new Set(nodes.map((node) => (node.type === 'condition' ? node.operator : node.type)));
    const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'contains', 'starts_with', 'is_null'];
    const logic = ['and', 'or', 'not', 'related', 'everything', 'nothing'];
    assert.deepEqual([...kinds].sort(), [...operators, ...logic].sort());
  });

  test('select, sort, count, expand and page', () => {
    const queries = ofType('list').map(({ query }) => query);
    assert.ok(queries.some(({ select }) => select));
    assert.ok(queries.some(({ sort }) => (sort?.length ?? 0) === 3));
    assert.ok(queries.some(({ count }) => count));
    assert.ok(queries.some(({ expand }) => expand));
    assert.ok(queries.filter(({ limit = 20 }) => limit <= 3).length > 100);
  });

  test('name records that there are, that there are not, and what is no id', () => {
    const known = ASKED.map(([world, question]) => {
      if (question.type !== 'get') return null;
      if (!/^[0-9a-f-]{36}$/.test(question.id)) return 'malformed';
      return [...world.records.values()].flat().some(({ id }) => id === question.id) ? 'there' : 'missing';
    });
    for (const kind of ['malformed', 'there', 'missing'] as const) assert.ok(known.includes(kind), kind);
  });

  test('delete nobody who asks', () => {
    for (const [world, question] of ASKED)
      if (question.type === 'delete') assert.ok(!world.people.some(({ contact }) => contact === question.id));
  });

  test('write values of the right type, of the wrong one and none', () => {
    const cells = [
      ...ofType('create').flatMap(({ values }) => Object.values(values)),
      ...ofType('update').flatMap(({ changes }) => Object.values(changes)),
    ];
    assert.ok(cells.includes(null));
    const illegal = [
      'no such choice',
      'not an id',
      '2026-02-30',
      '31.01.2026',
      'yesterday',
      '1.5',
      'half \ud800',
    ];
    const found = illegal.filter((value) => cells.includes(value));
    assert.ok(found.length >= 4, found.join(', '));
  });
});
