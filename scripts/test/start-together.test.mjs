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
    const runs = startTogether(
      ['one', 'two'],
      async (name, stdio) => {
        started.push(name);
        // Each waits for the other: one after another they would wait for ever.
        if (started.length === 2) meeting.resolve();
        await meeting.promise;
        return say(`from ${name}`, stdio);
      },
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
      ['good', 'bad'],
      async (name, stdio) => {
        await say(name, stdio);
        if (name === 'bad') throw new Error('on purpose');
        return name;
      },
      (output) => printed.push(output),
    );
    assert.equal(await runs.good(), 'good');
    await assert.rejects(runs.bad(), /on purpose/);
    assert.deepEqual(printed, ['good\n', 'bad\n']);
  });
});
