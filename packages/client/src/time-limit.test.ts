import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock, settle } from './testing/fake-clock.ts';
import { pause, withinTime } from './time-limit.ts';

const never = () => new Promise<never>(() => {});

test('work in time gives its result, and its failure', async () => {
  assert.equal(await withinTime(1000, undefined, async () => 'done'), 'done');
  await assert.rejects(
    withinTime(1000, undefined, async () => {
      throw new Error('its own');
    }),
    /its own/,
  );
});

test('work that takes longer is a timeout, and is told to stop', async (t) => {
  const clock = new FakeClock(t);
  let inner: AbortSignal | undefined;
  const work = withinTime(1000, undefined, (signal) => {
    inner = signal;
    return never();
  });
  const refused = assert.rejects(work, { name: 'PorticoError', code: 'timeout' });
  await clock.pass(750);
  assert.equal(inner?.aborted, false);
  await clock.pass(250);
  await refused;
  assert.equal(inner?.aborted, true);
});

test('the caller ends it sooner, with any reason, even when the work does not heed it', async () => {
  for (const reason of [undefined, new Error('mine'), 'a word']) {
    const controller = new AbortController();
    const work = withinTime(1000, controller.signal, never);
    controller.abort(reason);
    await assert.rejects(work, (error) => error === controller.signal.reason);
  }
});

test('work is not begun for a caller who has gone', async () => {
  let begun = false;
  const work = withinTime(1000, AbortSignal.abort(), async () => {
    begun = true;
  });
  await assert.rejects(work, { name: 'AbortError' });
  assert.equal(begun, false);
});

test('a limit within a limit: the nearer one ends it', async (t) => {
  const clock = new FakeClock(t);
  for (const [outer, inner] of [
    [1000, 2000],
    [2000, 1000],
  ] as const) {
    const work = withinTime(outer, undefined, (signal) => withinTime(inner, signal, never));
    const refused = assert.rejects(work, { code: 'timeout' });
    await clock.pass(1000);
    await refused;
  }
});

test('a pause lasts as long as it was said', async (t) => {
  const clock = new FakeClock(t);
  let over = false;
  void pause(1000, new AbortController().signal).then(() => {
    over = true;
  });
  await clock.pass(750);
  assert.equal(over, false);
  await clock.pass(250);
  assert.equal(over, true);
});

test('a pause ends at once when it is aborted', async (t) => {
  new FakeClock(t);
  const controller = new AbortController();
  const refused = assert.rejects(pause(1000, controller.signal), { name: 'AbortError' });
  await settle();
  controller.abort();
  await refused;
});
