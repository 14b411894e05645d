import assert from 'node:assert/strict';
import { test } from 'node:test';
import { postgresDatabase } from '@portico/store-sql/testing/postgres-database';
import { administer } from '@portico/store-sql/testing/postgres-server';
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

test('the log names what a database refused by code, and no value of a record', async (t) => {
  const url = await postgresDatabase(t);
  const serving = await startServing(t, temporaryFolder(t), [], { PORTICO_STORE: url });
  // Whoever runs the database has changed it under the adapter.
  await administer(url, 'alter table "case" alter column guest_email type integer using null');
  const guest = { guest_name: 'Ann', guest_email: 'canary-4711@example.com' };
  const values = { title: 'Brake', description: 'It squeaks.', ...guest };
  const response = await fetch(`${serving.url}/v1/forms/case-guest/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:8080' },
    body: JSON.stringify({ values }),
  });
  assert.equal(response.status, 500, await response.text());
  const { stdout, stderr } = await serving.stop();
  assert.match(stdout, /"code":"22P02"/);
  assert.doesNotMatch(stdout + stderr, /canary-4711/);
});
