import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runCommand } from '../setup/run-command.mjs';
import { startTogether } from './start-together.mjs';

const say = (words, stdio) =>
  runCommand(process.execPath, ['-e', `console.log(${JSON.stringify(words)})`], { stdio });

describe('runs started together', () => {
  it('go on side by side, and print in the order they are asked for', async () => {
    const started = [];
    const printed = [];
    const meeting = Promise.withResolvers();
    const meet = async (name, stdio) => {
      started.push(name);
      // Each waits for the other: one after another they would wait for ever.
      if (started.length === 2) meeting.resolve();
      await meeting.promise;
      return say(`from ${name}`, stdio);
    };
    const runs = startTogether(
      { one: (stdio) => meet('one', stdio), two: (stdio) => meet('two', stdio) },
      (output) => printed.push(output),
    );
    assert.deepEqual(started, [], 'nothing runs that nobody asked for');
    assert.equal(await runs.two(), 0);
    assert.equal(await runs.one(), 0);
    assert.deepEqual(printed, ['from two\n', 'from one\n']);
  });

  it('fail one by one, each with what it said', async () => {
    const printed = [];
    const runs = startTogether(
      {
        good: async (stdio) => {
          await say('good', stdio);
          return 'done';
        },
        bad: async (stdio) => {
          await say('bad', stdio);
          throw new Error('on purpose');
        },
      },
      (output) => printed.push(output),
    );
    assert.equal(await runs.good(), 'done');
    await assert.rejects(runs.bad(), /on purpose/);
    assert.deepEqual(printed, ['good\n', 'bad\n']);
  });
});
