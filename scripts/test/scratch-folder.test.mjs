import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

const MODULE = new URL('./scratch-folder.mjs', import.meta.url).href;

test('what a run writes and throws away is gone when it ends', () => {
  const program = `
    import { mkdtempSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { openScratchFolder } from '${MODULE}';
    const before = tmpdir();
    openScratchFolder();
    console.log(JSON.stringify([before, tmpdir(), mkdtempSync(tmpdir() + '/a-')]));
    process.exit(1);`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  const [before, scratch, made] = JSON.parse(stdout);
  assert.notEqual(scratch, before);
  assert.ok(made.startsWith(scratch));
  assert.equal(existsSync(scratch), false);
});
