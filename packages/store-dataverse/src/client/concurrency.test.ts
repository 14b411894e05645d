import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createReadCoalescer } from './coalesce-reads.ts';
import { createConcurrencyGate } from './concurrency-gate.ts';
import { done, ID, page, type Reply, row, SHORT, scriptedClient } from './testing/scripted-fetch.ts';

const QUERY = { select: ['title'] };
const FOREVER = 60_000;

/** Settled by hand. */
function held<T>() {
  return Promise.withResolvers<T>();
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the gate', () => {
  test('lets in so many at once and no more, in the order they came', async () => {
    const gate = createConcurrencyGate(3, FOREVER);
    const entered: number[] = [];
    const gates = Array.from({ length: 10 }, () => held<void>());
    let inside = 0;
    let most = 0;
    const tasks = gates.map(({ promise }, n) =>
      gate(async () => {
        entered.push(n);
        most = Math.max(most, ++inside);
        await promise;
        inside -= 1;
      }),
    );
    await turn();
    assert.deepEqual(entered, [0, 1, 2]);
    for (const { resolve } of gates) {
      resolve();
      await turn();
    }
    await Promise.all(tasks);
    assert.equal(most, 3);
    assert.deepEqual(entered, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('gives the place on when a task fails', async () => {
    const gate = createConcurrencyGate(1, FOREVER);
    const failing = gate(() => Promise.reject(new Error('x')));
    const next = gate(async () => 'next');
    await assert.rejects(failing, /x/);
    assert.equal(await next, 'next');
    assert.equal(await gate(async () => 'later'), 'later');
  });

  test('refuses who has waited too long, and never runs it', async () => {
    const gate = createConcurrencyGate(1, 5);
    const first = held<void>();
    const running = gate(() => first.promise);
    let ran = false;
    await assert.rejects(
      gate(async () => {
        ran = true;
      }),
      { kind: 'unavailable', uncertain: false, retryAfter: 1 },
    );
    first.resolve();
    await running;
    await turn();
    assert.equal(ran, false);
    assert.equal(await gate(async () => 'free again'), 'free again');
  });

  test('lets nobody wait whose call has ended', async () => {
    const gate = createConcurrencyGate(1, FOREVER);
    const first = held<void>();
    const running = gate(() => first.promise);
    const leaving = new AbortController();
    const waiting = gate(async () => 'never', leaving.signal);
    leaving.abort();
    await assert.rejects(waiting, { kind: 'unavailable' });
    first.resolve();
    await running;
  });
});

describe('the client', () => {
  test('sends no more requests at once than it may', async () => {
    let inside = 0;
    let most = 0;
    const slow: Reply = async () => {
      most = Math.max(most, ++inside);
      await turn();
      inside -= 1;
      return page([]);
    };
    const limits = { ...SHORT, queue: FOREVER, call: FOREVER, attempt: FOREVER };
    const { client } = scriptedClient(
      Array.from({ length: 200 }, () => slow),
      { concurrency: 7, limits },
    );
    await Promise.all(Array.from({ length: 200 }, (_, n) => client.list(`set${n}`, QUERY)));
    assert.equal(most, 7);
  });

  test('says that it is busy rather than let a request wait for long', async () => {
    const stuck: Reply = (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const limits = { ...SHORT, queue: 5, retries: 0 };
    const { client } = scriptedClient([stuck], { concurrency: 1, limits });
    const first = client.list('a', QUERY);
    await assert.rejects(client.list('b', QUERY), { kind: 'unavailable', uncertain: false, retryAfter: 1 });
    await assert.rejects(first, { kind: 'unavailable', uncertain: true });
  });

  test('has identical reads in flight be one', async () => {
    const { client, sent } = scriptedClient([page([{ a: 1 }]), page([{ a: 2 }])]);
    const [one, two] = await Promise.all([client.list('incidents', QUERY), client.list('incidents', QUERY)]);
    assert.equal(sent.length, 1);
    assert.equal(one, two);
    assert.deepEqual((await client.list('incidents', QUERY)).rows, [{ a: 2 }], 'nothing is kept');
  });

  test('shares nothing between reads that differ in anything', async () => {
    const { client, sent } = scriptedClient(Array.from({ length: 6 }, () => page([], { '@odata.count': 1 })));
    await Promise.all([
      client.list('incidents', QUERY),
      client.list('incidents', { ...QUERY, pageSize: 2 }),
      client.list('incidents', { ...QUERY, count: true }),
      client.list('incidents', { select: ['Title'] }),
      client.list('incidents', { ...QUERY, filter: "title eq 'a'" }),
      client.list('incidents', { ...QUERY, filter: "title eq 'A'" }),
    ]);
    assert.equal(sent.length, 6);
  });

  test('shares a failure too, and asks again after it', async () => {
    const { client, sent } = scriptedClient([new TypeError('fetch failed'), row({ a: 1 })], {
      limits: { ...SHORT, retries: 0 },
    });
    const both = await Promise.allSettled([client.get('x', ID.one, QUERY), client.get('x', ID.one, QUERY)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal((await client.get('x', ID.one, QUERY))?.a, 1);
    assert.equal(sent.length, 2);
  });

  test('answers no read after a write with what was read before it', async () => {
    const before = held<Response>();
    const { client } = scriptedClient([() => before.promise, done(), row({ title: 'new' })]);
    const early = client.get('incidents', ID.one, QUERY);
    await turn();
    await client.write([
      { type: 'update', set: 'incidents', id: ID.one, values: { title: 'new' }, etag: '*' },
    ]);
    assert.equal((await client.get('incidents', ID.one, QUERY))?.title, 'new');
    before.resolve(row({ title: 'old' }));
    assert.equal((await early)?.title, 'old');
  });
});

describe('coalescing', () => {
  test('does not carry a read begun during a write over its end', async () => {
    const { read, write } = createReadCoalescer();
    const [writing, during] = [held<void>(), held<string>()];
    const written = write(() => writing.promise);
    const early = read('k', () => during.promise);
    assert.equal(await Promise.race([read('k', async () => 'own'), Promise.resolve('shared')]), 'shared');
    writing.resolve();
    await written;
    assert.equal(await read('k', async () => 'after'), 'after');
    during.resolve('during');
    assert.equal(await early, 'during');
  });

  test('does not carry a read over the end of a write that failed', async () => {
    const { read, write } = createReadCoalescer();
    const during = held<string>();
    const writing = held<void>();
    const failed = write(() => writing.promise);
    const early = read('k', () => during.promise);
    writing.reject(new Error('lost'));
    await assert.rejects(failed, /lost/);
    assert.equal(await read('k', async () => 'after'), 'after');
    during.resolve('x');
    await early;
  });
});
