import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { runPortico } from '../testing/run-portico.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const config = (store: string) =>
  `import { defineConfig } from 'portico';
   export default defineConfig({ site: { name: 'A', locales: ['en'], origins: [] }, webRoles: [],
     tablePermissions: [], store: ${store} });`;

const run = (test: TestContext, command: readonly string[], store: string, env: NodeJS.ProcessEnv = {}) =>
  runPortico(command, temporaryFolder(test, { 'portico.config.ts': config(store) }), env);

describe('a password in the store of a configuration', () => {
  const literal = "{ postgres: { url: 'postgres://portico:s3cret@127.0.0.1:1/help' } }";

  it('is an error of check, and keeps serve from starting with the same words', async (test) => {
    const check = await run(test, ['check'], literal);
    assert.equal(check.code, 1);
    const words = /sees an address with a password in it here/;
    assert.match(check.stdout.replaceAll(/\s+/g, ' '), words);
    const serve = await run(test, ['serve', '--port', '0'], literal);
    assert.equal(serve.code, 78, serve.stderr);
    assert.match(serve.stderr, words);
    assert.match(serve.stderr, /store\.postgres\.url: .*\(L18\)/);
    assert.doesNotMatch(serve.stderr, /s3cret/);
  });

  it('also where PORTICO_STORE says that another one is used', async (test) => {
    const serve = await run(test, ['serve', '--port', '0'], literal, { PORTICO_STORE: 'other.db' });
    assert.equal(serve.code, 78, serve.stderr);
  });

  it('is none where it comes from the environment', async (test) => {
    for (const store of ['{ postgres: { url: process.env.DB } }', "{ postgres: { url: { env: 'DB' } } }"]) {
      const env = { DB: 'postgres://portico:s3cret@127.0.0.1:1/help' };
      const serve = await run(test, ['serve', '--port', '0'], store, env);
      assert.doesNotMatch(serve.stderr, /L18/);
      assert.match(serve.stderr, /Nothing answers there/);
    }
  });
});
