import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sendRequest, type TransportRequest } from './send-request.ts';
import { cutOff, FakeAdapter, json, silent, unreachable } from './testing/fake-adapter.ts';

const url = 'https://help.example.com/v1/x';

function send(fake: FakeAdapter, request: TransportRequest = {}, signal = new AbortController().signal) {
  return sendRequest(fake.fetch, url, request, null, signal);
}

test('nothing is said that was not asked for', async () => {
  const fake = new FakeAdapter(json({}));
  await send(fake);
  const [request] = fake.requests;
  assert.deepEqual(Object.fromEntries(request?.headers ?? []), { accept: 'application/json' });
  assert.equal(String(request?.search), '');
});

test('parameters are written as text, undefined ones left out', async () => {
  const fake = new FakeAdapter(json({}));
  await send(fake, { search: { q: 'a&b ü', limit: 5, facets: false, cursor: undefined } });
  await send(fake, { search: new URLSearchParams({ select: 'a,b' }) });
  assert.deepEqual(
    fake.requests.map(({ search }) => Object.fromEntries(search)),
    [{ q: 'a&b ü', limit: '5', facets: 'false' }, { select: 'a,b' }],
  );
});

test('cookies stay at home, and a small body outlives the page', async () => {
  const seen: RequestInit[] = [];
  const fetch = async (_: unknown, init?: RequestInit) => {
    seen.push(init ?? {});
    return Response.json({});
  };
  const { signal } = new AbortController();
  await sendRequest(fetch, url, { method: 'POST', json: { text: 'short' } }, 'token', signal);
  await sendRequest(fetch, url, { method: 'POST', json: { text: 'x'.repeat(40_000) } }, null, signal);
  await sendRequest(fetch, url, {}, null, signal);
  assert.deepEqual(
    seen.map(({ credentials, keepalive }) => [credentials, keepalive]),
    [
      ['omit', true],
      ['omit', false],
      ['omit', undefined],
    ],
  );
});

test('a lost connection is unreachable, before the answer and in its midst', async () => {
  for (const answer of [unreachable, cutOff('{"records":[')])
    await assert.rejects(send(new FakeAdapter(answer)), { code: 'unreachable', status: 0 });
});

test('a problem whose body was cut off is one by its status', async () => {
  await assert.rejects(send(new FakeAdapter(cutOff('{"code":"inv', 503))), {
    code: 'store_unavailable',
    status: 503,
  });
});

test('a device without a network is offline', async (t) => {
  Object.defineProperty(globalThis.navigator, 'onLine', { configurable: true, value: false });
  t.after(() => Reflect.deleteProperty(globalThis.navigator, 'onLine'));
  await assert.rejects(send(new FakeAdapter(unreachable)), { code: 'offline', status: 0 });
});

test('an abort is thrown as its reason, also in the midst of an answer', async () => {
  const reason = new Error('enough');
  const slow = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
  for (const answer of [silent, slow]) {
    const controller = new AbortController();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const response = new FakeAdapter(answer).fetch(input, init);
      setImmediate(() => controller.abort(reason));
      return abortable(await response, controller.signal);
    };
    await assert.rejects(sendRequest(fetch, url, {}, null, controller.signal), reason);
  }
});

/** What a real `fetch` does: the body fails when the request is aborted. */
function abortable(response: Response, signal: AbortSignal): Response {
  const { readable, writable } = new TransformStream();
  response.body?.pipeTo(writable, { signal }).catch(() => {});
  return new Response(readable, response);
}
