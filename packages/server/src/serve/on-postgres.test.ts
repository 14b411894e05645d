import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asSuperuser, postgresDatabase } from '@portico/store-sql/testing/postgres-database';
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

test('serve refuses a superuser elsewhere, as check --live does, until the risk is taken in writing', async (t) => {
  const local = await asSuperuser(await postgresDatabase(t));
  // The same server, by an address that is not known to be this machine's own.
  const url = Object.assign(new URL(local), { hostname: '0.0.0.0' }).href;
  const env = { PORTICO_STORE: url };
  const config = (acknowledge: string) =>
    `import { defineConfig } from 'portico';
     export default defineConfig({ site: { name: 'A', locales: ['en'], origins: [] }, webRoles: [],
       tablePermissions: [], acknowledge: [${acknowledge}] });`;
  const folder = temporaryFolder(t, { 'portico.config.ts': config('') });
  const trial = await runPortico(['check', '--live'], folder, { PORTICO_STORE: local });
  assert.equal(trial.code, 0, trial.stdout);
  assert.match(trial.stdout, /warning L29[\s\S]*works in PostgreSQL as postgres/);
  const refused = await runPortico(['serve', '--port', '0'], folder, env);
  assert.equal(refused.code, 78, refused.stderr);
  assert.match(refused.stderr, /works in PostgreSQL as postgres, which is a superuser.*\(L29\)/);
  const check = await runPortico(['check', '--live'], folder, env);
  assert.equal(check.code, 1);
  assert.match(check.stdout, /error L29[\s\S]*works in PostgreSQL as postgres/);
  assert.doesNotMatch(refused.stdout + refused.stderr + check.stdout, new RegExp(new URL(url).password));

  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const taken = `{ rule: 'L29', reason: 'A database for this test alone.', until: '${until}' }`;
  const serving = await startServing(t, temporaryFolder(t, { 'portico.config.ts': config(taken) }), [], env);
  assert.equal((await fetch(`${serving.url}/readyz`)).status, 200);
  await serving.stop();
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
