import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostSession } from './host-session.ts';
import { AnonymousSession } from './session.ts';
import { FakeAdapter, json, problem, silent, unreachable } from './testing/fake-adapter.ts';
import { FakeClock, settle } from './testing/fake-clock.ts';
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
  await assert.rejects(transportOf(fake)('/v1/tables/case/records', { method: 'POST', json: {} }));
  await assert.rejects(transportOf(fake)('/v1/tables/case/records/1', { method: 'PATCH', json: {} }));
  await assert.rejects(transportOf(fake)('/v1/tables/case/records/1', { method: 'DELETE' }));
  assert.deepEqual(
    fake.requests.map((request) => request.method),
    ['POST', 'PATCH', 'DELETE'],
  );
});

test('a write with a key is sent again, with the same key and body', async (t) => {
  t.mock.method(Math, 'random', () => 0);
  const fake = new FakeAdapter(problem(502, 'internal_error'), unreachable, json({ id: '1' }, 201));
  const result = await transportOf(fake)('/v1/forms/contact/submissions', {
    method: 'POST',
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
  await assert.rejects(transportOf(fake)('/v1/x', { method: 'POST', json: {}, idempotencyKey: 'k' }));
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
  await assert.rejects(send('/v1/forms/case/submissions', { method: 'POST', json: {} }), {
    code: 'invalid_token',
  });
  assert.equal(fake.requests.length, 1);
});

test('a change or delete from a known etag is sent again', async (t) => {
  t.mock.method(Math, 'random', () => 0);
  for (const method of ['PATCH', 'DELETE'] as const) {
    const fake = new FakeAdapter(unreachable, json({ id: '1' }));
    await transportOf(fake)('/v1/tables/case/records/1', { method, etag: '"1"' });
    assert.deepEqual(
      fake.requests.map((request) => [request.method, request.headers.get('if-match')]),
      [
        [method, '"1"'],
        [method, '"1"'],
      ],
    );
  }
});

test('an attempt without an answer ends after 15 seconds, and the call after 45', async (t) => {
  const clock = new FakeClock(t);
  const fake = new FakeAdapter(silent);
  const call = transportOf(fake)('/v1/site');
  let failed: unknown;
  call.catch((error) => {
    failed = error;
  });
  await clock.pass(14_750);
  assert.equal(fake.requests.length, 1);
  await clock.pass(1500);
  assert.equal(fake.requests.length, 2);
  await clock.pass(17_250);
  assert.equal(fake.requests.length, 3);
  await clock.pass(11_250);
  assert.equal(failed, undefined);
  await clock.pass(500);
  await assert.rejects(call, { code: 'timeout', status: 0 });
  assert.equal(fake.requests.at(-1)?.signal.aborted, true);
});

test('a write that may be sent once has one attempt of 15 seconds', async (t) => {
  const clock = new FakeClock(t);
  const fake = new FakeAdapter(silent);
  const call = transportOf(fake)('/v1/tables/case/records', { method: 'POST', json: {} });
  const refused = assert.rejects(call, { code: 'timeout' });
  await clock.pass(15_000);
  await refused;
  assert.equal(fake.requests.length, 1);
});

test('a page that never hands over its token does not hold a call for ever', async (t) => {
  const clock = new FakeClock(t);
  const session = new HostSession({ getAccessToken: () => new Promise(() => {}) });
  const fake = new FakeAdapter(json({}));
  const refused = assert.rejects(transportOf(fake, session)('/v1/site'), { code: 'timeout' });
  await clock.pass(45_000);
  await refused;
  assert.equal(fake.requests.length, 0);
});

test('aborting ends a call at once: before it, under way, and between two tries', async (t) => {
  const clock = new FakeClock(t);
  const cases = [new FakeAdapter(json({})), new FakeAdapter(silent), new FakeAdapter(unreachable)];
  for (const [index, fake] of cases.entries()) {
    const controller = new AbortController();
    if (index === 0) controller.abort();
    const call = transportOf(fake)('/v1/site', { signal: controller.signal });
    const refused = assert.rejects(call, { name: 'AbortError' });
    await settle();
    controller.abort();
    await refused;
    await clock.pass(60_000);
    assert.equal(fake.requests.length, index === 0 ? 0 : 1);
  }
});

test('aborting ends a call that still waits for its token', async () => {
  const session = new HostSession({ getAccessToken: () => new Promise(() => {}) });
  const controller = new AbortController();
  const call = transportOf(new FakeAdapter(json({})), session)('/v1/site', { signal: controller.signal });
  controller.abort();
  await assert.rejects(call, { name: 'AbortError' });
});

test('a call that has ended leaves no timer behind', async (t) => {
  new FakeClock(t);
  const set = t.mock.method(globalThis, 'setTimeout');
  const cleared = t.mock.method(globalThis, 'clearTimeout');
  await transportOf(new FakeAdapter(json({})))('/v1/site');
  const timers = set.mock.calls.map((call) => call.result);
  assert.deepEqual(
    timers.filter((timer) => !cleared.mock.calls.some((call) => call.arguments[0] === timer)),
    [],
  );
});

test('the adapter may stand below a path, and on the same origin', async () => {
  const urls: string[] = [];
  const fetch = async (url: RequestInfo | URL) => {
    urls.push(String(url));
    return Response.json({});
  };
  for (const base of ['https://example.com/portico//', '/portico'])
    await createTransport({ adapter: base, session: new AnonymousSession(), fetch })('/v1/site');
  assert.deepEqual(urls, ['https://example.com/portico/v1/site', '/portico/v1/site']);
});
