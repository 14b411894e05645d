import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { checkLinks } from './links.mjs';

let root;
before(() => {
  root = mkdtempSync(join(tmpdir(), 'portico-links-'));
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs/b.md'), '# There it is\n');
});
after(() => rmSync(root, { recursive: true }));

const faults = (text) => checkLinks([{ path: 'docs/a.md', text }], root).faults;

describe('links', () => {
  it('lead to files and headings, from where the file stands', () => {
    writeFileSync(join(root, 'docs/a.md'), '# Here\n');
    assert.deepEqual(faults('[b](b.md) [h](b.md#there-it-is) [up](../docs/b.md) [here](#here)'), []);
  });
  it('out of the repository are not followed', () => {
    assert.deepEqual(faults('[x](https://example.com/none) [m](mailto:a@example.com)'), []);
  });
  it('in code are no links', () => assert.deepEqual(faults('```\n[x](none.md)\n```\n'), []));
  it('that lead nowhere are faults, pictures too', () => {
    assert.deepEqual(faults('\n[x](none.md) ![p](none.png)'), [
      'docs/a.md:2: none.md leads nowhere.',
      'docs/a.md:2: none.png leads nowhere.',
    ]);
  });
  it('to a heading that is not there are faults', () => {
    assert.deepEqual(faults('[x](b.md#gone)'), ['docs/a.md:1: docs/b.md has no heading #gone.']);
  });
});
