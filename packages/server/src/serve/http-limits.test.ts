import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { answerOn, getRaw, rawConnection, sendRaw } from '../testing/raw-http.ts';
import { type ServerLimits, startServer } from './http-server.ts';

type Handle = (request: Request) => Promise<Response>;

const ok: Handle = async () => new Response('ok');

async function start(test: TestContext, handle: Handle, limits: Partial<ServerLimits> = {}) {
  const server = await startServer(handle, 0, limits);
  test.after(() => server.stop());
  return server;
}

const QUICK = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 };

describe('the HTTP server', () => {
  it('ends a connection whose headers do not come to their end', async (test) => {
    let asked = 0;
    const counting: Handle = async () => {
      asked += 1;
      return new Response('ok');
    };
    const { port } = await start(test, counting, QUICK);
    const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    assert.equal(answer.status, 408);
    assert.equal(asked, 0, 'nothing was asked yet');
  });

  it('ends a connection whose body does not come to its end', async (test) => {
    const { port } = await start(test, async (request) => new Response(await request.text()), QUICK);
    const answer = await sendRaw(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc');
    assert.notEqual(answer.status, 200);
  });

  it('ends connections that are kept and not used', async (test) => {
    const { port } = await start(test, ok, { keepAliveTimeout: 50 });
    const answer = await sendRaw(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    assert.equal(answer.status, 200);
    assert.match(answer.headers.connection ?? '', /keep-alive/i);
  });

  it('takes no more connections than it was told, and takes new ones when old ones go', async (test) => {
    const { port } = await start(test, ok, { maxConnections: 2 });
    const held = [rawConnection(port), rawConnection(port)];
    test.after(() => {
      for (const socket of held) socket.destroy();
    });
    for (const socket of held) {
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
      await once(socket, 'data');
    }
    assert.equal((await getRaw(port, '/')).status, 0, 'closed without a word');
    for (const socket of held) {
      socket.end();
      socket.resume();
      await once(socket, 'close');
    }
    assert.equal((await getRaw(port, '/')).status, 200);
  });

  it('refuses headers beyond its size, and takes those within', async (test) => {
    const { port } = await start(test, ok);
    assert.equal((await getRaw(port, '/', { 'x-a': 'a'.repeat(15_000) })).status, 200);
    assert.equal((await getRaw(port, '/', { 'x-a': 'a'.repeat(17_000) })).status, 431);
  });

  it('refuses more headers than it reads, rather than dropping some of them', async (test) => {
    const { port } = await start(test, ok);
    const headers = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`x-${at}`, '1']));
    assert.equal((await getRaw(port, '/', headers(50))).status, 200);
    assert.equal((await getRaw(port, '/', headers(100))).status, 431);
  });

  for (const [what, bytes] of [
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a length that is none', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n'],
    ['a header that is folded', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nX-A: b\r\n\r\n'],
    ['a NUL in its path', 'GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.7\r\n'],
  ] as const) {
    it(`refuses a request with ${what}, and asks nobody about it`, async (test) => {
      let asked = 0;
      const { port } = await start(test, async () => {
        asked += 1;
        return new Response('ok');
      });
      const answer = await sendRaw(port, bytes);
      assert.equal(answer.status, 400);
      assert.equal(asked, 0);
      assert.equal((await getRaw(port, '/')).status, 200, 'and serves the next one');
    });
  }

  it('answers what was sent in one go, in order', async (test) => {
    const { port } = await start(test, async (request) => new Response(`<${new URL(request.url).pathname}>`));
    const one = 'GET /one HTTP/1.1\r\nHost: a\r\n\r\n';
    const two = 'GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
    const answer = await sendRaw(port, one + two);
    assert.match(answer.body, /<\/one>[\s\S]*<\/two>/);
  });

  it('survives a client that goes away in the middle of an answer', async (test) => {
    const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
    const { port } = await start(test, async (request) => {
      if (!request.url.endsWith('/large')) return new Response('ok');
      await gone;
      return new Response('x'.repeat(5_000_000));
    });
    const socket = rawConnection(port);
    socket.write('GET /large HTTP/1.1\r\nHost: a\r\n\r\n');
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.destroy();
    await once(socket, 'close');
    leave();
    assert.equal((await getRaw(port, '/')).status, 200);
  });

  it('tells nothing of itself', async (test) => {
    const { port } = await start(test, ok);
    const { headers } = await getRaw(port, '/');
    assert.equal(headers.server, undefined);
    assert.equal(headers['x-powered-by'], undefined);
  });
});

describe('a server that stops', () => {
  it('takes the rest of a body that is under way, answers, and closes', async (test) => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const server = await startServer(async (request) => {
      arrive();
      return new Response(await request.text());
    }, 0);
    test.after(() => server.stop());
    const socket = rawConnection(server.port);
    const answer = answerOn(socket);
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc');
    await arrived;
    const stopped = server.stop();
    socket.write('def');
    const { status, body, headers } = await answer;
    assert.equal(status, 200);
    assert.match(body, /abcdef/);
    assert.equal(headers.connection, 'close');
    await stopped;
  });

  it('keeps what an answer says when it adds that the connection closes', async (test) => {
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const server = await startServer(async () => {
      arrive();
      await released;
      return new Response('made', { status: 201, headers: { location: '/x', etag: '"1"' } });
    }, 0);
    test.after(() => server.stop());
    const answer = getRaw(server.port, '/', { connection: 'keep-alive' });
    await arrived;
    const stopped = server.stop();
    release();
    const { status, headers } = await answer;
    assert.deepEqual([status, headers.location, headers.etag], [201, '/x', '"1"']);
    assert.equal(headers.connection, 'close');
    await stopped;
  });

  it('does not wait for connections that ask nothing', async (test) => {
    const server = await startServer(ok, 0);
    const idle = rawConnection(server.port);
    test.after(() => idle.destroy());
    idle.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const closed = once(idle, 'close');
    await server.stop();
    await closed;
  });
});
