import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchorsOf, codeBlocksOf, proseOf } from './markdown.mjs';

describe('codeBlocksOf', () => {
  it('gives language, code and the line it starts on', () => {
    const text = 'Words\n\n```ts\nconst a = 1;\n```\n\n  ```sh\n  npm test\n  ```\n';
    assert.deepEqual(codeBlocksOf({ path: 'a.md', text }), [
      { path: 'a.md', line: 4, language: 'ts', code: 'const a = 1;' },
      { path: 'a.md', line: 8, language: 'sh', code: '  npm test' },
    ]);
  });

  it('leaves an inner fence to the longer outer one', () => {
    const [block] = codeBlocksOf({ path: 'a.md', text: '````md\n```ts\nx\n```\n````\n' });
    assert.equal(block.code, '```ts\nx\n```');
  });
});

describe('anchorsOf', () => {
  it('writes ids as GitHub does', () => {
    assert.deepEqual(anchorsOf('# What `and` means, exactly\n## One\n## One\n```\n# no heading\n```\n'), [
      'what-and-means-exactly',
      'one',
      'one-1',
    ]);
  });
});

describe('proseOf', () => {
  it('drops code and keeps line numbers', () => {
    assert.equal(proseOf('a\n```\n[x](y)\n```\nb'), 'a\n\n\n\nb');
  });
});
