import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresDatabase } from '@portico/store-sql/testing/postgres-database';
import { runPortico } from '../testing/run-portico.ts';
import { startServing } from '../testing/serving.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const ARTICLES = {
  'articles/one.md': '---\ntitle: Reset your password\nvisibility: public\n---\nOpen the settings.\n',
  'articles/two.md': '---\ntitle: Clean the coffee machine\nvisibility: public\n---\nUse vinegar.\n',
};

test('import and serve work on a PostgreSQL database, and say no password', async (t) => {
  const url = await postgresDatabase(t);
  const folder = temporaryFolder(t, ARTICLES);
  const env = { PORTICO_STORE: url };
  const run = await runPortico(['import', 'articles', 'articles', '--json'], folder, env);
  assert.equal(run.code, 0, run.stderr);
  const serving = await startServing(t, folder, [], env);
  const response = await fetch(`${serving.url}/v1/search?q=pasword`);
  const found = (await response.json()) as { hits: { record: { title: unknown } }[] };
  assert.equal(response.status, 200, JSON.stringify(found));
  assert.match(JSON.stringify(found.hits), /Reset/);
  const second = await startServing(t, folder, [], env);
  assert.equal((await fetch(`${second.url}/readyz`)).status, 200);
  const { code, stdout, stderr } = await serving.stop();
  assert.equal(code, 0);
  const { host, pathname, password } = new URL(url);
  assert.match(stdout, new RegExp(`"records":"postgres://${host}${pathname}"`));
  assert.doesNotMatch(stdout + stderr + run.stdout + run.stderr, new RegExp(password));
});
