import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseArguments } from './parse-arguments.mjs';
import { describeCounts } from './run-workers.mjs';

describe('the arguments of a proof', () => {
  it('are a minute on the memory store from some seed, without any', () => {
    const { minutes, store, seed } = parseArguments([]);
    assert.deepEqual({ minutes, store }, { minutes: 1, store: 'memory' });
    assert.ok(Number.isInteger(seed));
  });
  it('say how long, on which store, from which seed', () => {
    assert.deepEqual(parseArguments(['--minutes', '0.5', '--store', 'all', '--seed', '7']), {
      minutes: 0.5,
      store: 'all',
      seed: 7,
    });
  });
  for (const given of [
    ['--minutes', '0'],
    ['--minutes', 'x'],
    ['--store', 'mysql'],
    ['--seed', '1.5'],
    ['--fast'],
  ]) {
    it(`are refused in words: ${given.join(' ')}`, () =>
      assert.equal(typeof parseArguments(given), 'string'));
  }
});

describe('the counts of a proof', () => {
  it('are told by kind, with the rate', () => {
    assert.equal(
      describeCounts({ engine: 12_000, http: 345 }, 10),
      '12,345 cases (engine 12,000, http 345), 1,235/s',
    );
  });
});
