import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PorticoError } from './errors.ts';
import { pauseAfter, withRetries } from './retries.ts';
import { FakeClock, settle } from './testing/fake-clock.ts';

const { signal } = new AbortController();

/** Fails with `errors` in turn, then succeeds; counts its tries. */
function attempts(...errors: Error[]) {
  const state = { tries: 0 };
  const attempt = async () => {
    const error = errors[state.tries];
    state.tries += 1;
    if (error) throw error;
    return 'done';
  };
  return { state, attempt };
}

const failed = (status: number, retryAfter: number | null = null) =>
  new PorticoError(status === 0 ? 'unreachable' : 'store_unavailable', '', { status, retryAfter });

test('what may pass is tried again', async (t) => {
  const clock = new FakeClock(t);
  for (const status of [0, 408, 429, 500, 502, 503, 504]) {
    const { state, attempt } = attempts(failed(status));
    const done = withRetries(signal, attempt);
    await clock.pass(1000);
    assert.equal(await done, 'done');
    assert.equal(state.tries, 2);
  }
});

test('what stays so is not', async () => {
  for (const status of [400, 401, 403, 404, 409, 412, 413, 415, 422, 501, 507]) {
    const { state, attempt } = attempts(failed(status));
    await assert.rejects(withRetries(signal, attempt), { status });
    assert.equal(state.tries, 1);
  }
});

test('a timeout is tried again; a device without a network is told so at once', async (t) => {
  const clock = new FakeClock(t);
  const slow = attempts(new PorticoError('timeout'));
  const done = withRetries(signal, slow.attempt);
  await clock.pass(1000);
  assert.equal(await done, 'done');
  const offline = attempts(new PorticoError('offline'));
  await assert.rejects(withRetries(signal, offline.attempt), { code: 'offline' });
  assert.equal(offline.state.tries, 1);
});

test('a fault of the program is not tried again', async () => {
  const { state, attempt } = attempts(new RangeError('fault'));
  await assert.rejects(withRetries(signal, attempt), RangeError);
  assert.equal(state.tries, 1);
});

test('pauses grow and are random from nothing to their most', async (t) => {
  const clock = new FakeClock(t);
  const { state, attempt } = attempts(failed(503), failed(503), failed(503));
  const done = assert.rejects(withRetries(signal, attempt), { status: 503 });
  await clock.pass(750);
  assert.equal(state.tries, 1);
  await clock.pass(250);
  assert.equal(state.tries, 2);
  await clock.pass(1750);
  assert.equal(state.tries, 2);
  await clock.pass(250);
  assert.equal(state.tries, 3);
  await done;
});

test('no pause is longer than 8 seconds, and any up to it may be', (t) => {
  const random = t.mock.method(Math, 'random', () => 1);
  assert.deepEqual([1, 2, 3, 4, 5, 20].map(pauseAfter), [1000, 2000, 4000, 8000, 8000, 8000]);
  random.mock.mockImplementation(() => 0);
  assert.deepEqual([1, 20].map(pauseAfter), [0, 0]);
  random.mock.mockImplementation(() => 0.5);
  assert.equal(pauseAfter(20), 4000);
});

test('a wait that the server asks for is kept to the second', async (t) => {
  const clock = new FakeClock(t, 0);
  const { state, attempt } = attempts(failed(429, 10));
  const done = withRetries(signal, attempt);
  await clock.pass(9750);
  assert.equal(state.tries, 1);
  await clock.pass(250);
  assert.equal(state.tries, 2);
  assert.equal(await done, 'done');
});

test('a longer one is told', async () => {
  const { state, attempt } = attempts(failed(429, 11));
  await assert.rejects(withRetries(signal, attempt), { retryAfter: 11 });
  assert.equal(state.tries, 1);
});

test('an abort while waiting ends it with the reason of the abort', async (t) => {
  const clock = new FakeClock(t);
  const controller = new AbortController();
  const { state, attempt } = attempts(failed(503), failed(503));
  const done = assert.rejects(withRetries(controller.signal, attempt), /changed my mind/);
  await settle();
  controller.abort(new Error('changed my mind'));
  await done;
  await clock.pass(10_000);
  assert.equal(state.tries, 1);
});
