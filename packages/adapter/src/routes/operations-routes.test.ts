import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problem as problemSchema } from '../openapi/answer-schemas.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { BASE, openPortal } from '../testing/portal.ts';
import { id } from '../testing/portal-records.ts';

async function problemOf(response: Response) {
  return problemSchema.parse(await response.json());
}

test('machines learn whether the adapter runs and can serve, and nothing else', async () => {
  const portal = await openPortal({ metrics: true });
  assert.equal(await (await portal.send('/healthz')).text(), 'ok\n');
  assert.equal((await portal.send('/readyz')).status, 200);
  await portal.send('/v1/nothing-here');
  const metrics = await (await portal.send('/metrics')).text();
  assert.match(metrics, /portico_requests_total\{operation="ready",status="200"\} 1/);
  assert.match(metrics, /portico_requests_total\{operation="none",status="404"\} 1/);
  assert.doesNotMatch(metrics, /nothing-here/);
  assert.equal((await (await openPortal()).send('/metrics')).status, 404);
});

test('an unready store is 503 with a time to come back, and the reason stays inside', async () => {
  const store = { ...createMemoryStore(), ping: () => Promise.reject(new Error('disk /dev/sda1 gone')) };
  const portal = await openPortal({ store });
  const response = await portal.send('/readyz');
  const text = await response.text();
  assert.equal(response.status, 503);
  assert.ok(Number(response.headers.get('retry-after')) > 0);
  assert.doesNotMatch(text, /sda1/);
});

test('the page a problem points to explains its code', async () => {
  const portal = await openPortal();
  const { type } = await problemOf(await portal.send('/v1/nothing'));
  const page = await portal.adapter.fetch(new Request(new URL(type, BASE)));
  assert.equal((await page.json()).code, 'not_found');
  assert.equal((await portal.send('/problems/toString')).status, 404);
});

test('methods a path does not take are refused with those it takes', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/tables/article/records', { method: 'DELETE' });
  assert.equal((await problemOf(response)).code, 'method_not_allowed');
  assert.equal(response.headers.get('allow'), 'GET, HEAD, POST');
  for (const path of ['/', '/v1', '/v1/site/', '/v1/site.css', '//v1/site', '/V1/site', '/v1/tables/a/b']) {
    assert.equal((await problemOf(await portal.send(path))).code, 'not_found', path);
  }
});

test('HEAD answers as GET does, without the body', async () => {
  const portal = await openPortal();
  const response = await portal.send(`/v1/tables/article/records/${id(101)}`, { method: 'HEAD' });
  assert.equal(response.status, 200);
  assert.ok(response.headers.get('etag'));
  assert.equal(await response.text(), '');
});

test('every answer is guarded: not sniffed, not cached, with an id', async () => {
  const portal = await openPortal();
  for (const path of ['/v1/session', '/v1/nothing', '/v1/search?q=brake', '/healthz']) {
    const { headers } = await portal.send(path);
    assert.equal(headers.get('cache-control'), 'no-store', path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(headers.get('vary'), 'Origin');
  }
});
