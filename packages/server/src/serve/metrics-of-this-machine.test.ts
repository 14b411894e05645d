import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './http-server.ts';

test('counts of requests are for this machine, not for whom a proxy asks', async () => {
  const server = await startServer(async () => new Response('counts'), 0);
  const url = `http://127.0.0.1:${server.port}/metrics`;
  const here = await fetch(url);
  const passedOn = await fetch(url, { headers: { 'x-forwarded-for': '203.0.113.9' } });
  assert.deepEqual([here.status, await here.text()], [200, 'counts']);
  assert.equal(passedOn.status, 404);
  assert.doesNotMatch(await passedOn.text(), /counts/);
  await server.stop();
});
