import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fingerprint, listFiles, readStamp, writeStamp } from './fingerprint.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'portico-fingerprint-'));
  mkdirSync(join(root, 'src/node_modules'), { recursive: true });
  writeFileSync(join(root, 'src/a.ts'), 'a');
  writeFileSync(join(root, 'src/node_modules/b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('fingerprint', () => {
  it('changes with a content, a name and a new file, and with nothing else', () => {
    const before = fingerprint(root, ['src']);
    assert.equal(fingerprint(root, ['src']), before);
    writeFileSync(join(root, 'src/a.ts'), 'changed');
    assert.notEqual(fingerprint(root, ['src']), before);
    writeFileSync(join(root, 'src/a.ts'), 'a');
    assert.equal(fingerprint(root, ['src']), before);
    writeFileSync(join(root, 'src/c.ts'), '');
    assert.notEqual(fingerprint(root, ['src']), before);
  });

  it('does not mix up where one file ends and the next begins', () => {
    writeFileSync(join(root, 'x'), 'ab');
    writeFileSync(join(root, 'y'), 'c');
    const before = fingerprint(root, ['x', 'y']);
    writeFileSync(join(root, 'x'), 'a');
    writeFileSync(join(root, 'y'), 'bc');
    assert.notEqual(fingerprint(root, ['x', 'y']), before);
  });

  it('passes over what is installed, what is not wanted and what is missing', () => {
    const before = fingerprint(root, ['src', 'none'], (path) => !path.endsWith('.md'));
    writeFileSync(join(root, 'src/node_modules/b.ts'), 'changed');
    writeFileSync(join(root, 'src/notes.md'), 'new');
    assert.equal(
      fingerprint(root, ['src', 'none'], (path) => !path.endsWith('.md')),
      before,
    );
    assert.deepEqual(listFiles(join(root, 'none')), []);
  });
});

describe('stamps', () => {
  it('are empty until written', () => {
    const stamp = join(root, 'deep/stamp');
    assert.equal(readStamp(stamp), '');
    writeStamp(stamp, 'x');
    assert.equal(readStamp(stamp), 'x');
  });
});
