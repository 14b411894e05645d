import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runCommand } from '../setup/run-command.mjs';
import { runNodeTests } from './run-node-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'portico-reporter-'));
after(() => rmSync(folder, { recursive: true }));

/** A run of node:test inside a test must not take itself for a part of that test. */
delete process.env.NODE_TEST_CONTEXT;

function write(name, body) {
  const path = join(folder, name);
  writeFileSync(path, `import { describe, it, test } from 'node:test';\n${body}`);
  return path;
}

describe('the tally of node:test', () => {
  it('counts tests, not suites or files', async () => {
    const path = write(
      'a.test.mjs',
      "describe('s', () => { it('one', () => {}); it('two', () => {}); });\ntest('three', () => {});\n",
    );
    assert.deepEqual(await runQuietly([path]), { passed: 3, failed: 0, skipped: 0 });
  });

  it('counts failures, skips with a reason, and skips without one as failures', async () => {
    const path = write(
      'b.test.mjs',
      `describe('s', () => {
        it('fails', () => { throw new Error('on purpose'); });
        it('is skipped', { skip: 'needs ../shared' }, () => {});
        it('is skipped in silence', { skip: true }, () => {});
        it('is left to do', { todo: true }, () => {});
      });\n`,
    );
    assert.deepEqual(await runQuietly([path]), { passed: 0, failed: 3, skipped: 1 });
  });

  it('counts a file that cannot be loaded as a failure', async () => {
    const path = write('c.test.mjs', "throw new Error('on purpose');\n");
    assert.deepEqual(await runQuietly([path]), { passed: 0, failed: 1, skipped: 0 });
  });

  it('counts an error that nobody waits for as a failure of its file', async () => {
    const path = write(
      'd.test.mjs',
      `test('throws meanwhile', async () => {
        setImmediate(() => { throw new Error('on purpose'); });
        await new Promise((resolve) => setTimeout(resolve, 50));
      });
      test('rejects meanwhile', async () => {
        Promise.reject(new Error('on purpose'));
        await new Promise((resolve) => setTimeout(resolve, 50));
      });\n`,
    );
    const { failed } = await runQuietly([path]);
    assert.ok(failed > 0);
  });

  it('refuses a run without tests', async () => {
    await assert.rejects(runQuietly([join(folder, 'none-*.test.mjs')]), /No test ran/);
  });

  it('ends with an exit code that is passed on', async () => {
    assert.equal(await runCommand(process.execPath, ['-e', 'process.exit(7)']), 7);
  });
});

function runQuietly(patterns) {
  return runNodeTests(patterns, [], { stdio: 'ignore' });
}
