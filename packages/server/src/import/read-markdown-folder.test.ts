import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Item } from './draft.ts';
import { readMarkdownFolder } from './read-markdown-folder.ts';

async function collect(test: TestContext, files: Readonly<Record<string, string>>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readMarkdownFolder(temporaryFolder(test, files)).items) items.push(item);
  return items;
}

describe('readMarkdownFolder', () => {
  it('reads front matter and text of all Markdown files, by path', async (test) => {
    const items = await collect(test, {
      'b.md': '---\ntitle: B\nkeywords: [x, y]\n---\nText\n',
      'a/deep/c.markdown': '# C\n',
      'notes.txt': 'no',
      '.hidden/x.md': 'no',
      'node_modules/x.md': 'no',
    });
    assert.deepEqual(items, [
      { place: 'a/deep/c.markdown', value: { body_md: '# C\n', path: 'a/deep/c.markdown' } },
      { place: 'b.md', value: { title: 'B', keywords: ['x', 'y'], body_md: 'Text\n', path: 'b.md' } },
    ]);
  });

  it('reads YAML only: front matter that is code is refused, not run', async (test) => {
    const code = '{ get title() { globalThis.ran = true; return "x" } }';
    const items = await collect(test, {
      'js.md': `---js\n${code}\n---\nText`,
      'javascript.md': `---javascript\n${code}\n---\nText`,
      'json.md': '---json\n{"title":"x"}\n---\nText',
      'tag.md': '---\ntitle: !!js/function "function(){ globalThis.ran = true }"\n---\n',
    });
    assert.equal(items.length, 4);
    for (const item of items) assert.match((item as { fault: string }).fault, /^cannot be read: /);
    assert.equal((globalThis as { ran?: true }).ran, undefined);
  });

  it('names files whose front matter is broken or no mapping, and goes on', async (test) => {
    const items = await collect(test, {
      '1.md': '---\ntitle: "unclosed\n---\nText',
      '2.md': '---\n- a\n- b\n---\nText',
      '3.md': 'Text',
    });
    assert.deepEqual(
      items.map((item) => 'fault' in item),
      [true, true, false],
    );
  });

  it('does not follow symbolic links out of the folder', async (test) => {
    const outside = temporaryFolder(test, { 'secret.md': 'secret' });
    const folder = temporaryFolder(test, { 'a.md': 'a' });
    symlinkSync(outside, join(folder, 'link'));
    symlinkSync(join(outside, 'secret.md'), join(folder, 'link.md'));
    const places: string[] = [];
    for await (const item of readMarkdownFolder(folder).items) places.push(item.place);
    assert.deepEqual(places, ['a.md']);
  });

  it('counts the bytes of the files', async (test) => {
    const source = readMarkdownFolder(temporaryFolder(test, { 'a.md': 'abc', 'b.md': 'de' }));
    assert.equal(source.totalBytes, 5);
    for await (const _ of source.items);
    assert.equal(source.bytes(), 5);
  });
});
