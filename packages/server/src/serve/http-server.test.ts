import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { describe, it } from 'node:test';
import { startServer } from './http-server.ts';

const ok = async () => new Response('ok');

interface Answer {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

/** Over a connection that is kept: the global `fetch` hides which one it uses. */
function ask(agent: Agent, port: number, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ agent, port, path, host: '127.0.0.1' }, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode, connection: response.headers.connection }),
      );
    }).on('error', reject);
  });
}

describe('startServer', () => {
  it('serves until it is stopped', async () => {
    const server = await startServer(ok, 0);
    assert.equal(await (await fetch(`http://127.0.0.1:${server.port}/`)).text(), 'ok');
    await server.stop();
    await server.stop();
    await assert.rejects(fetch(`http://127.0.0.1:${server.port}/`));
  });

  it('rejects when the port is taken', async (test) => {
    const server = await startServer(ok, 0);
    test.after(() => server.stop());
    await assert.rejects(startServer(ok, server.port), { code: 'EADDRINUSE' });
  });

  it('lets requests in flight finish, and says that it is stopping', async (test) => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
    const server = await startServer(async (request) => {
      if (request.url.endsWith('/slow')) {
        arrive();
        await released;
      }
      return new Response('done');
    }, 0);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    test.after(() => agent.destroy());
    const slow = ask(agent, server.port, '/slow');
    // Queued behind it on the same connection.
    const ready = ask(agent, server.port, '/readyz');
    ready.catch(() => {});
    await arrived;
    const stopped = server.stop();
    release();
    assert.equal((await slow).status, 200);
    await stopped;
    await ready.then(
      (answer) => assert.equal(answer.status, 503),
      (error: Error & { code?: string }) => assert.match(error.code ?? '', /ECONNRE/),
    );
  });

  it('refuses headers that are too large', async (test) => {
    const server = await startServer(ok, 0);
    test.after(() => server.stop());
    const response = await fetch(`http://127.0.0.1:${server.port}/`, {
      headers: { 'x-large': 'a'.repeat(20_000) },
    });
    assert.equal(response.status, 431);
  });
});
