import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { Asker, type AskerOptions, NoAnswer } from './asker.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

async function askerOf(
  test: TestContext,
  answer: Answer,
  options: Partial<AskerOptions> & { path?: string } = {},
) {
  const seen: { url: string; at: number; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: `${request.method} ${request.url}`, at: performance.now(), headers: request.headers });
    answer(request, response, seen.length);
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const { path = '', ...rest } = options;
  const base = new URL(`http://localhost:${(server.address() as AddressInfo).port}${path}`);
  const asker = new Asker({ base, rate: 1000, ...rest });
  test.after(() => {
    asker.close();
    server.closeAllConnections();
    server.close();
  });
  return { asker, seen };
}

describe('a question', () => {
  it('is sent letter by letter, below the path of the adapter', async (test) => {
    const { asker, seen } = await askerOf(test, (_, response) => response.end('{"ok":true}'), {
      path: '/portal/',
    });
    const heard = await asker.ask({ path: '/v1/../x%2e?a=%41' });
    assert.deepEqual(heard.json, { ok: true });
    await asker.ask({ path: '//v1', method: 'HEAD' });
    assert.deepEqual(
      seen.map(({ url }) => url),
      ['GET /portal/v1/../x%2e?a=%41', 'HEAD /portal//v1'],
    );
  });

  it('shows a token only where it is told to, and follows no redirect', async (test) => {
    const { asker, seen } = await askerOf(test, (_, response) => {
      response.writeHead(302, { location: 'http://portico-probe.invalid/' }).end();
    });
    assert.equal((await asker.ask({ path: '/', token: 'secret' })).status, 302);
    await asker.ask({ path: '/' });
    assert.deepEqual(
      seen.map(({ headers }) => headers.authorization),
      ['Bearer secret', undefined],
    );
  });

  it('comes with status line and every header, the same name twice as well', async (test) => {
    const { asker } = await askerOf(test, (_, response) => {
      response
        .writeHead(
          404,
          'Not Here',
          [
            ['X-One', 'a'],
            ['X-One', 'b'],
          ].flat(),
        )
        .end('no');
    });
    const { status, statusText, headers, body, json } = await asker.ask({ path: '/' });
    assert.deepEqual([status, statusText, body, json], [404, 'Not Here', 'no', undefined]);
    assert.deepEqual(
      headers.filter(([name]) => name === 'x-one').map(([, value]) => value),
      ['a', 'b'],
    );
  });

  it('is asked again when the adapter is busy, not before it may', async (test) => {
    const { asker, seen } = await askerOf(test, (_, response, nth) => {
      if (nth === 1) response.writeHead(429, { 'retry-after': '1' }).end();
      else if (nth === 2)
        response.writeHead(503, { 'retry-after': new Date(Date.now() - 1000).toUTCString() }).end();
      else response.end('ok');
    });
    assert.equal((await asker.ask({ path: '/' })).body, 'ok');
    assert.equal(seen.length, 3);
    const [first, second] = seen;
    assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 990);
  });

  it('is asked again when a connection breaks, but not one that may have made something', async (test) => {
    const { asker, seen } = await askerOf(test, (request, response, nth) => {
      if (nth % 2 === 1) request.socket.destroy();
      else response.end('ok');
    });
    assert.equal((await asker.ask({ path: '/' })).body, 'ok');
    await assert.rejects(asker.ask({ path: '/', method: 'POST', json: {} }), NoAnswer);
    assert.equal(seen.length, 3);
  });

  it('ends where there is no answer, too much of one, or none in time', async (test) => {
    const { asker: busy } = await askerOf(test, (_, response) => {
      response.writeHead(503, { 'retry-after': '0' }).end();
    });
    await assert.rejects(busy.ask({ path: '/x' }), {
      name: 'NoAnswer',
      message: /^GET http.*\/x: it answers 503$/,
    });
    const { asker: endless } = await askerOf(test, (_, response) => response.end('x'.repeat(2000)), {
      maxBytes: 1000,
    });
    await assert.rejects(endless.ask({ path: '/' }), { name: 'NoAnswer', message: /longer than 1000 bytes/ });
    const { asker: slow } = await askerOf(test, () => {}, { timeout: 50 });
    await assert.rejects(slow.ask({ path: '/' }), NoAnswer);
  });

  it('keeps to the pace', async (test) => {
    const { asker, seen } = await askerOf(test, (_, response) => response.end(), { rate: 20 });
    for (let nth = 0; nth < 5; nth++) await asker.ask({ path: '/' });
    assert.ok((seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0) >= 4 * 45);
    assert.equal(asker.requests, 5);
  });

  it('is not asked any more once it is called off', async (test) => {
    const controller = new AbortController();
    const { asker, seen } = await askerOf(test, () => controller.abort(new Error('enough')), {
      signal: controller.signal,
    });
    await assert.rejects(asker.ask({ path: '/' }), { message: 'enough' });
    await assert.rejects(asker.ask({ path: '/' }), { message: 'enough' });
    assert.equal(seen.length, 1);
  });
});
