import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CANARY } from '../generate/cell-values.ts';
import { randomWorld } from '../generate/random-world.ts';
import type { Person, World } from '../world.ts';
import { leakedCanaries } from './canaries.ts';
import { haveOf } from './covering.ts';
import type { Heard } from './handler.ts';

const world = randomWorld(11);
const ann = world.people.find(({ name }) => name === 'ann') as Person;

/** One canary that the person may see, and one that she may not. */
function someOf(): { shown: string; hidden: string } {
  const had = haveOf(world, ann);
  let shown = '';
  let hidden = '';
  for (const record of [...world.records.values()].flat()) {
    for (const [column, cell] of Object.entries(record)) {
      const [canary] = String(cell).match(CANARY) ?? [];
      if (!canary) continue;
      if (Object.hasOwn(had.get(record.id)?.shown ?? {}, column)) shown ||= canary;
      else hidden ||= canary;
    }
  }
  return { shown, hidden };
}

const { shown, hidden } = someOf();
const heard = (rest: Partial<Heard>): Heard => ({ status: 200, headers: [], text: '', ...rest });
const leaked = (rest: Partial<Heard>, worlds: readonly World[] = [world]) =>
  leakedCanaries(heard(rest), ann, worlds);

describe('a canary', () => {
  test('of a cell that shows is no leak', () => {
    assert.notEqual(shown, '');
    assert.deepEqual(leaked({ text: `{"name":"${shown}"}` }), []);
  });

  test('of a hidden cell is one, in a body, a header or a cursor', () => {
    assert.notEqual(hidden, '');
    assert.deepEqual(leaked({ text: `{"name":"${hidden}"}` }), [hidden]);
    assert.deepEqual(leaked({ headers: [['etag', `"${hidden}"`]] }), [hidden]);
    const cursor = btoa(JSON.stringify({ values: [hidden] }))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
    assert.deepEqual(leaked({ text: JSON.stringify({ cursor }) }), [hidden]);
  });

  test('that came with the request, and is in no record, is none', () => {
    assert.deepEqual(leaked({ text: 'kn000000004abcde' }), []);
  });

  test('that shows after a write is none in its answer', () => {
    const open: World = { ...world, records: new Map() };
    assert.deepEqual(leaked({ text: hidden }, [open]), []);
    assert.deepEqual(leaked({ text: hidden }, [open, world]), [hidden]);
  });
});
