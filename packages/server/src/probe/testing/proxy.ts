import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A request on its way through the proxy. */
export interface Passing {
  readonly method: string;
  /** Path and parameters. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Passed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Hands a request on, changed or not. */
export type PassOn = (changes?: Partial<Passing>) => Promise<Passed>;

/** Hop by hop, or of a length that may have changed. */
const OWN = ['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'host'];

/**
 * What stands before an adapter and spoils it: `meddle` answers each request, by way of `passOn` if it likes. Null: the
 * connection is cut without an answer.
 */
export async function startProxy(
  test: TestContext,
  target: string,
  meddle: (request: Passing, passOn: PassOn) => Promise<Passed | null>,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const passing: Passing = {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: Object.fromEntries(
        Object.entries(request.headers).flatMap(([name, value]) =>
          OWN.includes(name) ? [] : [[name, String(value)]],
        ),
      ),
      body: Buffer.concat(chunks).toString('utf8'),
    };
    const answer = await meddle(passing, (changes) => send(target, { ...passing, ...changes }));
    if (answer === null) {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

async function send(target: string, { method, path, headers, body }: Passing): Promise<Passed> {
  // `fetch` sends no such request.
  if (method === 'TRACE') return { status: 405, headers: {}, body: '' };
  const carries = method !== 'GET' && method !== 'HEAD' && body !== '';
  const response = await fetch(target + path, {
    method,
    headers,
    redirect: 'manual',
    ...(carries && { body }),
  });
  const kept = [...response.headers].filter(([name]) => !OWN.includes(name));
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}
