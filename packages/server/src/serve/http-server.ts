import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';

/** How long requests in flight may take when the server stops. */
const GRACE = 10_000;

/** Tight enough that slow or idle clients cannot hold the server; Node's own defaults are far looser. */
const LIMITS = {
  requestTimeout: 20_000,
  headersTimeout: 10_000,
  keepAliveTimeout: 5_000,
  // How often the two timeouts above are looked at.
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
} as const;
const MAX_HEADERS = 64;
const MAX_CONNECTIONS = 2_000;

export interface RunningServer {
  readonly port: number;
  /** No new connections; requests in flight get {@link GRACE} to finish. Safe to call again. */
  stop(): Promise<void>;
}

/** Listens on all interfaces. Rejects with the error of `listen`, such as `EADDRINUSE`. */
export async function startServer(
  handle: (request: Request) => Promise<Response>,
  port: number,
): Promise<RunningServer> {
  let stopping: Promise<void> | undefined;
  const answer = async (request: Request): Promise<Response> => {
    if (stopping === undefined) return handle(request);
    if (new URL(request.url).pathname === '/readyz')
      return new Response('stopping\n', { status: 503, headers: CLOSE });
    const response = await handle(request);
    const headers = new Headers(response.headers);
    headers.set('connection', 'close');
    return new Response(response.body, { status: response.status, headers });
  };
  const server = createAdaptorServer({ fetch: answer, createServer, serverOptions: LIMITS }) as Server;
  server.maxHeadersCount = MAX_HEADERS;
  server.maxConnections = MAX_CONNECTIONS;
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
