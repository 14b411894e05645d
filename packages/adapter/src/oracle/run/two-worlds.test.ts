import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createRandom } from '../../store/contract/random.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { randomQuestion } from '../generate/random-question.ts';
import { randomWorld } from '../generate/random-world.ts';
import type { World } from '../world.ts';
import { haveOf } from './covering.ts';
import { decidingColumns } from './deciding-columns.ts';
import { isWrite } from './prove-world.ts';
import { differenceOf } from './same-answer.ts';
import { otherWorld } from './two-worlds.ts';

const PAIRS = Array.from({ length: 30 }, (_, index) => {
  const random = createRandom(index + 1);
  const world = randomWorld(index + 1);
  const person = random.pick(world.people);
  return { random, world, person, other: otherWorld(random, world, person) };
});

describe('the other world', () => {
  test('differs in many cells and records', () => {
    const differences = PAIRS.map(({ other }) => other.differences);
    assert.ok(differences.filter((count) => count > 5).length > 20, differences.join(' '));
    const only = (one: World, two: World) => [...idsOf(one)].filter((id) => !idsOf(two).has(id)).length;
    const added = PAIRS.filter(({ world, other }) => only(other.world, world) > 0);
    const removed = PAIRS.filter(({ world, other }) => only(world, other.world) > 0);
    assert.ok(added.length > 20 && removed.length > 20, `${added.length} ${removed.length}`);
  });

  test('is the same to the person, record by record', () => {
    for (const { world, other, person } of PAIRS) {
      const [one, two] = [haveOf(world, person), haveOf(other.world, person)];
      for (const [id, has] of one) {
        if (has.covering.length > 0) assert.deepEqual(two.get(id), has);
      }
      for (const [id, { covering }] of two) if (!one.has(id)) assert.deepEqual(covering, []);
    }
  });

  test('answers every reading question of the person alike, by the oracle', () => {
    for (const { random, world, other, person } of PAIRS) {
      for (let index = 0; index < 60; index++) {
        const question = randomQuestion(random, random.chance(0.5) ? world : other.world, person);
        const moment = { now: '2026-06-01T00:00:00.000Z', newId: random.id() };
        const one = evaluate(world, person, question, moment);
        if (isWrite(question) && one.type !== 'problem') continue;
        assert.equal(
          differenceOf(evaluate(other.world, person, question, moment), one),
          null,
          JSON.stringify(question),
        );
      }
    }
  });

  test('keeps what the permissions of the person decide by', () => {
    for (const { world, other, person } of PAIRS) {
      const deciding = decidingColumns(world, person);
      for (const [table, records] of other.world.records) {
        for (const record of records) {
          const before = world.records.get(table)?.find(({ id }) => id === record.id);
          if (!before) continue;
          for (const name of Object.keys(record))
            if (deciding.has(`${table}.${name}`))
              assert.deepEqual(record[name], before[name], `${table}.${name}`);
        }
      }
    }
  });
});

function idsOf({ records }: World): Set<string> {
  return new Set([...records.values()].flatMap((list) => list.map(({ id }) => id)));
}
