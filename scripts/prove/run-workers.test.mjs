import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runWorkers } from './run-workers.mjs';

const asked = { store: 'memory', seed: 1, minutes: 0.02, workers: 1 };

/** Proves with a program in place of worker.mjs. */
async function running(test, source, rest = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'portico-prove-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  const program = join(folder, 'worker.mjs');
  writeFileSync(program, source);
  return runWorkers({ ...asked, ...rest, program });
}

const TELL = 'const tell = (message) => process.send(message);';

describe('a proof by workers', () => {
  it('is done when each has told so at the end of its time', async () => {
    const { counts, divergence, failure } = await runWorkers({ ...asked, workers: 2 });
    assert.deepEqual([divergence, failure], [null, null]);
    assert.ok(counts.engine > 0);
  });

  it('fails when one is killed, as by a machine without memory', async () => {
    let workers = 0;
    const { divergence, failure } = await runWorkers({
      ...asked,
      minutes: 5,
      workers: 2,
      started: (child) => {
        if (workers++ === 0) child.once('message', () => child.kill('SIGKILL'));
      },
    });
    assert.equal(divergence, null);
    assert.equal(failure, 'A worker was ended by SIGKILL before it was done.');
  });

  it('fails when one is killed before it has said anything', async () => {
    const { failure } = await runWorkers({ ...asked, started: (child) => child.kill('SIGKILL') });
    assert.equal(failure, 'A worker was ended by SIGKILL before it was done.');
  });

  it('fails when one ends with an error, without a word, or having asked nothing', async (test) => {
    const after = async (source) => (await running(test, source)).failure;
    assert.match(await after('process.exitCode = 3;'), /ended with 3/);
    assert.match(await after(`${TELL} tell({ counts: { engine: 5 } });`), /before its time, without a word/);
    assert.match(await after(`${TELL} tell({ dull: null });`), /has asked nothing/);
  });

  it('fails on cases that prove too little, and says of which', async (test) => {
    const source = `${TELL} tell({ counts: { engine: 5 } }); tell({ dull: 'Of list only 0 %.' });`;
    assert.match((await running(test, source)).failure, /prove too little\. Of list only 0 %\./);
  });

  it('tells of a divergence, and ends the others', async (test) => {
    const source = `${TELL} if (process.argv[3] === '1') tell({ divergence: 'It differs.' });
      else setInterval(() => {}, 1000);`;
    const { divergence, failure } = await running(test, source, { workers: 2 });
    assert.deepEqual([divergence, failure], ['It differs.', null]);
  });
});
