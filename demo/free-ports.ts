import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ports } from './config/ports.ts';

/** Three ports nobody listens on at the moment, for tests that start the demo or a part of it. */
export async function freePorts(): Promise<Ports> {
  const servers = [createServer(), createServer(), createServer()];
  for (const server of servers) await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const [site = 0, adapter = 0, identity = 0] = servers.map(
    (server) => (server.address() as AddressInfo).port,
  );
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  return { site, adapter, identity };
}
