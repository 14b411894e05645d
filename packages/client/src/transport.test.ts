import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostSession } from './host-session.ts';
import { AnonymousSession } from './session.ts';
import { FakeAdapter, json, problem, unreachable } from './testing/fake-adapter.ts';
import { createTransport } from './transport.ts';

const adapter = 'https://help.example.com';
const now = { 'retry-after': '0' };

function transportOf(fake: FakeAdapter, session = new AnonymousSession() as HostSession | AnonymousSession) {
  return createTransport({ adapter, session, fetch: fake.fetch });
}

test('a read is tried three times', async () => {
  const fake = new FakeAdapter(
    problem(503, 'store_unavailable', {}, now),
    problem(503, 'store_unavailable', {}, now),
    json({ ok: true }),
  );
  assert.deepEqual(await transportOf(fake)('/v1/site'), { ok: true });
  assert.equal(fake.requests.length, 3);
});

test('and no more', async () => {
  const fake = new FakeAdapter(problem(503, 'store_unavailable', {}, now));
  await assert.rejects(transportOf(fake)('/v1/site'), { code: 'store_unavailable', status: 503 });
  assert.equal(fake.requests.length, 3);
});

test('a write without an idempotency key is sent once', async () => {
  const fake = new FakeAdapter(problem(503, 'store_unavailable', {}, now));
  await assert.rejects(transportOf(fake)('/v1/tables/case/records', { method: 'post', json: {} }));
  await assert.rejects(transportOf(fake)('/v1/tables/case/records/1', { method: 'patch', json: {} }));
  await assert.rejects(transportOf(fake)('/v1/tables/case/records/1', { method: 'delete' }));
  assert.deepEqual(
    fake.requests.map((request) => request.method),
    ['POST', 'PATCH', 'DELETE'],
  );
});

test('a write with a key is sent again, with the same key and body', async () => {
  const fake = new FakeAdapter(problem(502, 'internal_error'), unreachable, json({ id: '1' }, 201));
  const result = await transportOf(fake)('/v1/forms/contact/submissions', {
    method: 'post',
    json: { values: { a: 1 } },
    idempotencyKey: 'k',
  });
  assert.deepEqual(result, { id: '1' });
  assert.deepEqual(
    fake.requests.map((request) => [request.headers.get('idempotency-key'), request.body]),
    Array.from({ length: 3 }, () => ['k', { values: { a: 1 } }]),
  );
});

test('refusals are not sent again', async () => {
  const fake = new FakeAdapter(problem(422, 'invalid_values'));
  await assert.rejects(transportOf(fake)('/v1/x', { method: 'post', json: {}, idempotencyKey: 'k' }));
  assert.equal(fake.requests.length, 1);
});

test('a long wait is told instead of waited for', async () => {
  const date = new Date(Date.now() + 90_000).toUTCString();
  for (const retryAfter of ['60', date]) {
    const fake = new FakeAdapter(problem(429, 'rate_limited', {}, { 'retry-after': retryAfter }));
    await assert.rejects(transportOf(fake)('/v1/site'), (error: { code: string; retryAfter: number }) => {
      assert.equal(error.code, 'rate_limited');
      assert.ok(error.retryAfter >= 60 && error.retryAfter <= 90);
      return true;
    });
    assert.equal(fake.requests.length, 1);
  }
});

test('a refused token is renewed once', async () => {
  const asked: boolean[] = [];
  const session = new HostSession({
    getAccessToken: ({ renew }) => {
      asked.push(renew);
      return renew ? 'new' : 'old';
    },
  });
  const fake = new FakeAdapter(({ headers }) =>
    headers.get('authorization') === 'Bearer new'
      ? Response.json({ ok: true })
      : (problem(401, 'invalid_token')({} as never) as Response),
  );
  assert.deepEqual(await transportOf(fake, session)('/v1/session'), { ok: true });
  assert.deepEqual(asked, [false, true]);
});

test('a token that cannot be renewed is an error, not an anonymous call', async () => {
  const session = new HostSession({ getAccessToken: ({ renew }) => (renew ? null : 'old') });
  const fake = new FakeAdapter(problem(401, 'invalid_token'));
  await assert.rejects(transportOf(fake, session)('/v1/session'), { code: 'invalid_token', status: 401 });
  assert.equal(fake.requests.length, 1);
  assert.equal(session.state.status, 'anonymous');
});

test('a token refused twice is not renewed for ever', async () => {
  let count = 0;
  const session = new HostSession({ getAccessToken: () => `token-${++count}` });
  const fake = new FakeAdapter(problem(401, 'invalid_token'));
  await assert.rejects(transportOf(fake, session)('/v1/session'), { code: 'invalid_token' });
  assert.equal(fake.requests.length, 2);
});

test('someone who was signed in is never sent on anonymously', async () => {
  let token: string | null = 'abc';
  const session = new HostSession({ getAccessToken: () => token });
  const fake = new FakeAdapter(json({}));
  const send = transportOf(fake, session);
  await send('/v1/session');
  token = null;
  await assert.rejects(send('/v1/forms/case/submissions', { method: 'post', json: {} }), {
    code: 'invalid_token',
  });
  assert.equal(fake.requests.length, 1);
});
