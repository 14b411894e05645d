import { randomBytes } from 'node:crypto';
import type { ProvedStore } from '@portico/adapter/store-contract';
import { INTERNAL_TABLES, STANDARD_TABLES } from '@portico/protocol';
import pg from 'pg';
import { createPostgresStore } from '../create-postgres-store.ts';
import { startPostgresServer } from './postgres-server.ts';

/**
 * PostgreSQL as a store to be proved: a server, and on it a database for each world. On the server of `npm test`
 * where its URL is given.
 */
export async function postgresSubject(
  given?: string,
): Promise<{ readonly subject: ProvedStore; stop(): Promise<void> }> {
  const server = given === undefined ? await startPostgresServer() : null;
  const url = given ?? server?.url ?? '';
  const administrator = new pg.Client({ connectionString: url });
  await administrator.connect();
  const newName = () => `world_${randomBytes(8).toString('hex')}`;
  // The adapter of a proof works as an ordinary user, who owns the databases.
  const user = newName();
  const password = randomBytes(12).toString('hex');
  await administrator.query(`create role ${user} login password '${password}'`);
  const storeIn = (name: string) => {
    const own = Object.assign(new URL(url), { pathname: `/${name}`, username: user, password });
    return createPostgresStore({ url: own.href, poolSize: 2 });
  };
  // Every world has the standard tables: they are made once, and copied.
  const template = newName();
  await administrator.query(`create database ${template} owner ${user}`);
  const standard = storeIn(template);
  await standard.open([...STANDARD_TABLES, ...INTERNAL_TABLES]);
  await standard.close();
  return {
    subject: {
      name: 'postgres',
      open: async () => {
        const name = newName();
        await administrator.query(`create database ${name} template ${template} owner ${user}`);
        const store = storeIn(name);
        const close = store.close.bind(store);
        store.close = async () => {
          await close();
          await administrator.query(`drop database ${name} with (force)`);
        };
        return store;
      },
    },
    stop: async () => {
      await administrator.query(`drop database ${template} with (force)`);
      await administrator.query(`drop role ${user}`);
      await administrator.end();
      await server?.stop();
    },
  };
}
