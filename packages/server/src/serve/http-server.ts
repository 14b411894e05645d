import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { isLocal } from './is-local.ts';

/** How long requests in flight may take when the server stops. */
const GRACE = 10_000;

/** Times are milliseconds. */
export interface ServerLimits {
  readonly requestTimeout: number;
  readonly headersTimeout: number;
  readonly keepAliveTimeout: number;
  /** How often the first two are looked at. */
  readonly connectionsCheckingInterval: number;
  /** Bytes of all headers together. */
  readonly maxHeaderSize: number;
  readonly maxConnections: number;
}

/** Tight enough that slow or idle clients cannot hold the server; Node's own defaults are far looser. */
const LIMITS: ServerLimits = {
  requestTimeout: 20_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  maxConnections: 2_000,
};
const MAX_HEADERS = 64;

export interface RunningServer {
  readonly port: number;
  /** No new connections; requests in flight get {@link GRACE} to finish. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Listens on all interfaces, within limits that `limits` changes one by one. `/metrics` is answered on this machine
 * only. Rejects with the error of `listen`, such as `EADDRINUSE`.
 */
export async function startServer(
  handle: (request: Request) => Promise<Response>,
  port: number,
  limits: Partial<ServerLimits> = {},
): Promise<RunningServer> {
  const { maxConnections, ...serverOptions } = { ...LIMITS, ...limits };
  let stopping: Promise<void> | undefined;
  const answer = async (request: Request, { incoming }: HttpBindings): Promise<Response> => {
    const { pathname } = new URL(request.url);
    if (stopping !== undefined && pathname === '/readyz')
      return new Response('stopping\n', { status: 503, headers: CLOSE });
    // How much a site is used is for those who run it.
    const { remoteAddress } = incoming.socket;
    if (pathname === '/metrics' && !isLocal({ remoteAddress, headers: request.headers }))
      return new Response('not found\n', { status: 404, headers: { 'cache-control': 'no-store' } });
    const response = await handle(request);
    // Asked afterwards: the stop may have come while this was in flight, and would wait for a kept connection.
    if (stopping === undefined) return response;
    const headers = new Headers(response.headers);
    headers.set('connection', 'close');
    return new Response(response.body, { status: response.status, headers });
  };
  const server = createAdaptorServer({
    fetch: (request, env) => answer(request, env as HttpBindings),
    createServer,
    serverOptions,
  }) as Server;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = maxConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      stopping ??= close(server);
      return stopping;
    },
  };
}

const CLOSE = { connection: 'close', 'cache-control': 'no-store' };

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), GRACE);
    // `close` ends idle connections and waits for the others.
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
