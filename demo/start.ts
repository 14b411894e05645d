import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startAdapter } from './adapter-process.ts';
import { originAt, type Ports, readPorts } from './config/ports.ts';
import { LOGINS } from './identity/logins.ts';
import { startIdentity } from './identity/server.ts';
import { assertFree, type RunningServer } from './listen.ts';
import { recordsPlace } from './records-place.ts';
import { seed } from './seed.ts';
import { startSite } from './site-server.ts';

export interface DemoOptions {
  readonly ports: Ports;
  /** Folder of the records, unless they are elsewhere, and of the identity provider's keys; made when absent. */
  readonly data: string;
  /** What the adapter is told, `PORTICO_STORE` above all. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default: the console. */
  readonly print?: (line: string) => void;
}

export interface RunningDemo {
  readonly site: string;
  readonly adapter: string;
  readonly identity: string;
  /** Settles when the adapter ends, asked or not. */
  readonly ended: Promise<void>;
  /** Ends everything; records stay. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts the company site, the identity provider and the adapter, and brings in the sample content where the
 * records do not have it. Rejects with nothing left running when one of them cannot start.
 */
export async function startDemo({
  ports,
  data,
  env = process.env,
  print = console.log,
}: DemoOptions): Promise<RunningDemo> {
  const running: RunningServer[] = [];
  const stop = async () => {
    for (const server of running.splice(0).reverse()) await server.close();
  };
  try {
    // Before anything is written: a taken port is the most likely fault, and another demo may be using the data.
    for (const port of Object.values(ports)) await assertFree(port);
    await mkdir(data, { recursive: true });
    const options = { ports, data, env, print };
    // First, since it makes the tables: imports that found none would all set about it.
    const adapter = await startAdapter(options);
    running.push(adapter);
    await seed(adapter.origin, options);
    running.push(
      await startIdentity({
        port: ports.identity,
        siteOrigin: originAt(ports.site),
        data: join(data, 'identity'),
      }),
    );
    running.push(await startSite(ports));
    return {
      site: originAt(ports.site),
      adapter: adapter.origin,
      identity: originAt(ports.identity),
      ended: adapter.ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `npm start` shows when everything runs. */
export function welcome(demo: RunningDemo, records: string): string {
  const width = Math.max(...LOGINS.map(({ role }) => role.length));
  const logins = LOGINS.map(({ role, name, about }) => `    ${role.padEnd(width)}  ${name}. ${about}`);
  return `
  Wherrywright, the demo of Portico, is running.

    Company site       ${demo.site}
    Adapter            ${demo.adapter}   (what it offers: ${demo.adapter}/openapi.json)
    Identity provider  ${demo.identity}
    Records            ${records}

  Sign in at the top of any page, with one click and no password:

${logins.join('\n')}

  Ctrl-C stops everything; the records stay.
`;
}

async function main(): Promise<void> {
  const ports = readPorts(process.env);
  const data = resolve(process.env.PORTICO_DATA || join(import.meta.dirname, '..', 'data', 'demo'));
  let demo: RunningDemo | undefined;
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Before everything runs there is nothing to end in order, and the adapter ends with this process.
      if (asked || !demo) process.exit(130);
      asked = true;
      console.log('\nStopping …');
      void demo.stop();
    });
  }
  demo = await startDemo({ ports, data });
  console.log(welcome(demo, recordsPlace(data, process.env)));
  await demo.ended;
  await demo.stop();
  if (!asked) throw new Error('The adapter ended by itself; what it said is above.');
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(`\n  The demo cannot run: ${error.message}\n`);
    process.exitCode = 1;
  });
}
