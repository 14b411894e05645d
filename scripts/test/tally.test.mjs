import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSteps } from './run-steps.mjs';
import { formatTally, mayBeSkipped, sum } from './tally.mjs';

describe('tallies', () => {
  it('add up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    assert.deepEqual(sum([one, one]), { passed: 2, failed: 4, skipped: 6 });
    assert.deepEqual(sum([]), { passed: 0, failed: 0, skipped: 0 });
  });

  it('are written with skips only where there are some', () => {
    assert.equal(formatTally({ passed: 3, failed: 0, skipped: 0 }), '3 passed, 0 failed');
    assert.equal(formatTally({ passed: 3, failed: 1, skipped: 2 }), '3 passed, 1 failed, 2 skipped');
  });

  it('allow a skip only with a reason that names ../shared', () => {
    assert.equal(mayBeSkipped('needs ../shared/data/dev'), true);
    assert.equal(mayBeSkipped('slow'), false);
    assert.equal(mayBeSkipped(true), false);
    assert.equal(mayBeSkipped(undefined), false);
  });
});

describe('runSteps', () => {
  const quiet = () => {};

  it('counts a check as one, and tests each', async () => {
    const steps = [
      { name: 'check', run: async () => {} },
      { name: 'tests', run: async () => ({ passed: 5, failed: 0, skipped: 1 }) },
    ];
    assert.deepEqual(await runSteps(steps, quiet), { passed: 6, failed: 0, skipped: 1 });
  });

  it('goes on after a step that fails, and says why', async () => {
    const lines = [];
    const steps = [
      {
        name: 'bad',
        run: async () => {
          throw new Error('It ended with 1.');
        },
      },
      { name: 'good', run: async () => {} },
    ];
    assert.deepEqual(await runSteps(steps, (line) => lines.push(line)), { passed: 1, failed: 1, skipped: 0 });
    assert.ok(lines.includes('It ended with 1.'));
  });
});
