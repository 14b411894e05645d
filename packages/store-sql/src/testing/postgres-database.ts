import { after } from 'node:test';
import { administer, createDatabase, type PostgresServer, startPostgresServer } from './postgres-server.ts';

/** Where `npm test` says which server all its processes use. */
const SERVER = 'PORTICO_TEST_POSTGRES';

let own: Promise<PostgresServer> | undefined;

/**
 * The URL of a new database for one test, with a user who owns it; dropped when the test ends. It is on the server that `npm test`
 * started; a test file that runs by itself starts one of its own, which takes the databases along after the last test.
 */
export async function postgresDatabase(test: { after(end: () => Promise<void>): void }): Promise<string> {
  const server = await serverUrl();
  const url = await createDatabase(server);
  const name = new URL(url).pathname.slice(1);
  test.after(async () => {
    // A server of this file's own takes its databases along, and may be gone by now.
    if (own) return;
    await administer(server, `drop database if exists ${name} with (force)`);
    await administer(server, `drop role ${name}`);
  });
  return url;
}

/** The same database for the superuser of its server. */
export async function asSuperuser(url: string): Promise<string> {
  return Object.assign(new URL(await serverUrl()), { pathname: new URL(url).pathname }).href;
}

async function serverUrl(): Promise<string> {
  const given = process.env[SERVER];
  if (given) return given;
  own ??= startPostgresServer();
  return (await own).url;
}

after(async () => {
  await (await own)?.stop();
});
