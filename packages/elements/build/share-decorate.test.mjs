import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareDecorate } from './share-decorate.mjs';

const HELPER = `var __decorate = (this && this.__decorate) || function (decorators, target) {
    for (const decorator of decorators) target = decorator(target) || target;
    return target;
};
`;

/** What two files become, and what the module they share holds. */
function share(...files) {
  const plugin = shareDecorate();
  const codes = files.map((file) => plugin.transform(file)?.code);
  const id = /__decorate } from '(.*)'/.exec(codes[0] ?? '')?.[1] ?? '';
  return { codes, id, shared: plugin.load(plugin.resolveId(id)), plugin };
}

test('the helper leaves its file, and nothing else does', () => {
  const { codes, id } = share(
    `import { html } from 'lit';\n${HELPER}let X = class X {\n};\nX = __decorate([a], X);\n`,
  );
  assert.equal(
    codes[0],
    `import { html } from 'lit';\nimport { __decorate } from '${id}';\nlet X = class X {\n};\nX = __decorate([a], X);\n`,
  );
});

test('all files share one that works', async () => {
  const { codes, shared } = share(`${HELPER}one();`, `${HELPER}two();`);
  assert.deepEqual(
    codes.map((code) => code.split('\n')[0]),
    Array(2).fill(codes[0].split('\n')[0]),
  );
  const { __decorate } = await import(`data:text/javascript,${encodeURIComponent(shared)}`);
  assert.equal(__decorate([(target) => `${target}!`], 'seen'), 'seen!');
});

test('files without decorators, and modules of others, are left alone', () => {
  const { codes, plugin } = share('const a = 1;\n');
  assert.equal(codes[0], undefined);
  assert.equal(plugin.resolveId('lit'), null);
  assert.equal(plugin.load('/src/a.js'), null);
});
