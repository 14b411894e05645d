import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from './read-answer.ts';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  readAnswer(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }));

test('a success is its JSON, or nothing', async () => {
  assert.deepEqual(await answer(201, { id: '1' }), { id: '1' });
  assert.equal(await answer(200, 'null'), null);
  assert.equal(await answer(200, ''), undefined);
  assert.equal(await readAnswer(new Response(null, { status: 204 })), undefined);
});

test('a problem is an error with everything it says', async () => {
  const issues = [{ path: 'title', message: 'Is required.' }];
  await assert.rejects(
    answer(429, { code: 'rate_limited', title: 'Too many', issues }, { 'retry-after': '500' }),
    { name: 'PorticoError', code: 'rate_limited', message: 'Too many', status: 429, issues, retryAfter: 120 },
  );
});

test('its detail says more than its title', async () => {
  await assert.rejects(answer(422, { code: 'invalid_values', title: 'a', detail: 'b' }), { message: 'b' });
});

test('what is no problem is one by its status', async () => {
  const bodies = ['', '<h1>no</h1>', '{"code":"inv', 'null', '[]', '"x"', '7', { code: 7, issues: 'x' }];
  for (const body of bodies) {
    await assert.rejects(answer(401, body), { code: 'invalid_token', status: 401, issues: [] });
    await assert.rejects(answer(504, body), { code: 'store_unavailable', status: 504 });
    await assert.rejects(answer(429, body), { code: 'rate_limited', retryAfter: null });
    await assert.rejects(answer(418, body), { code: 'malformed_request' });
  }
});

test('a success that is no JSON, or only its beginning, is none', async () => {
  for (const body of ['<html>captive portal</html>', '{"records":[{"id":"1"', ' '])
    await assert.rejects(answer(200, body), { code: 'unreachable', status: 200 });
});
