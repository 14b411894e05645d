import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';

/** What makes a server of tests quick: it has nothing to lose. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
  // Among its data, which is removed even when it is ended at once.
  'dynamic_shared_memory_type=mmap',
  'log_min_messages=log',
  'log_min_error_statement=panic',
];
/** Milliseconds a server may take to start, on a busy machine. */
const PATIENCE = 60_000;
/** Its own order of text is that of a dictionary, so that whatever relies on another one shows. */
const CLUSTER = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync'];

/** A PostgreSQL server on this machine's loopback, with data that is gone when it is stopped. */
export interface PostgresServer {
  /** Of the superuser, to the database `postgres`. */
  readonly url: string;
  /** Makes an empty database with an owner of its own, an ordinary user, and gives its URL. */
  createDatabase(): Promise<string>;
  /** Ends the server at once, as a crash would, without a word to its clients. */
  crash(): Promise<void>;
  /** Starts it again after a crash, on the same port. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts a server. It also ends with this process, however that ends, but for a kill. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-postgres-'));
  let child: ChildProcess | undefined;
  const clean = () => {
    child?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  };
  process.on('exit', clean);
  try {
    chmodSync(folder, 0o755);
    const binaries = await postgresBinaries(folder);
    const password = randomBytes(12).toString('hex');
    const data = await makeCluster(binaries, folder, password);
    const port = await freePort();
    child = await run(binaries, data, port);
    const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    return {
      url,
      createDatabase: () => createDatabase(url),
      crash: async () => {
        if (child) await ended(child, 'SIGQUIT');
      },
      start: async () => {
        child = await run(binaries, data, port);
      },
      stop: async () => {
        if (child) await ended(child, 'SIGINT');
        clean();
        process.off('exit', clean);
      },
    };
  } catch (error) {
    clean();
    process.off('exit', clean);
    throw error;
  }
}

/**
 * Makes an empty database on the server of this URL, and gives its own URL: that of a user who owns it and may do nothing
 * else, as an adapter should work with. The user is called like the database.
 */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await administer(server, `create role ${name} login password '${password}'`);
  await administer(server, `create database ${name} owner ${name}`);
  return Object.assign(new URL(server), { pathname: `/${name}`, username: name, password }).href;
}

/** Runs a statement as the user of this URL. */
export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function makeCluster(binaries: PostgresBinaries, folder: string, password: string): Promise<string> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { owner } = binaries;
  if (owner) for (const path of [data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  const flags = [
    `--pgdata=${data}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ];
  const child = spawn(binaries.initdb, [...flags, ...CLUSTER], { ...owner, cwd: folder, stdio: 'pipe' });
  const said = textOf(child);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${said()}`);
  rmSync(passwordFile);
  return data;
}

/** The server once it takes connections. */
async function run(binaries: PostgresBinaries, data: string, port: number): Promise<ChildProcess> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const child = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...settings], {
    ...binaries.owner,
    cwd: data,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = textOf(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', () => {
      if (said().includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    const late = () => reject(new Error(`PostgreSQL did not start: ${said()}`));
    setTimeout(late, PATIENCE).unref();
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said()}`)));
  });
  // A server that is forgotten does not keep the process of a test alive.
  child.unref();
  (child.stderr as unknown as { unref(): void }).unref();
  return child;
}

function textOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text = `${text}${chunk}`.slice(-10_000);
    });
  }
  return () => text;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}
