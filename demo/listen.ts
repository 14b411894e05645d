import { createServer, type Server } from 'node:http';

export interface RunningServer {
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Listens on the loopback interface. Rejects with a sentence a person can act on when the port is taken.
 */
export function listen(server: Server, port: number): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, 'localhost', () =>
      resolve({
        origin: `http://localhost:${port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      }),
    );
  });
}

export class PortTaken extends Error {
  readonly port: number;

  constructor(port: number) {
    super(
      `Port ${port} is taken by another program. Stop it, or choose other ports with PORTICO_SITE_PORT, PORTICO_PORT and PORTICO_ID_PORT.`,
    );
    this.port = port;
  }
}

/** Rejects with {@link PortTaken} when the port cannot be listened on. */
export async function assertFree(port: number): Promise<void> {
  await (await listen(createServer(), port)).close();
}
