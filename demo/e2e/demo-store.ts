import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore, type Store } from '@portico/adapter/store';
import { createDataverseClient, createDataverseStore } from '@portico/store-dataverse';
import { type FakeDataverse, startFakeDataverse } from '@portico/store-dataverse/testing/fake-dataverse';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { startPostgresServer } from '@portico/store-sql/testing/postgres-server';

/** Where the demo of a test keeps its records. */
export interface DemoStore {
  /** For what the demo keeps in files. */
  readonly data: string;
  /** What the demo is told of its store: nothing but variables of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** The same records, for the test to look at; made anew at each call. */
  look(): Store;
  /** The Dataverse itself, to be misbehaved with. */
  readonly dataverse?: FakeDataverse;
  close(): Promise<void>;
}

type Place = Omit<DemoStore, 'data'>;

const PLACES: Readonly<Record<string, (data: string) => Promise<Place>>> = {
  sqlite: async (data) => ({
    env: {},
    look: () => createSqliteStore({ file: join(data, 'portico.db') }),
    close: async () => {},
  }),
  postgres: async () => {
    const server = await startPostgresServer();
    const url = await server.createDatabase();
    return {
      env: { PORTICO_STORE: url },
      look: () => createPostgresStore({ url, poolSize: 2 }),
      close: () => server.stop(),
    };
  },
  dataverse: async () => {
    const dataverse = await startFakeDataverse();
    return {
      env: dataverse.environment,
      look: () =>
        createDataverseStore({ client: createDataverseClient(dataverse), index: createMemoryStore() }),
      dataverse,
      close: () => dataverse.stop(),
    };
  },
};

/** The kind of store that the journeys run on: `sqlite`, which it is by default, `postgres` or `dataverse`. */
export const STORE = process.env.PORTICO_E2E_STORE || 'sqlite';

/** Makes an empty store of that kind. */
export async function openDemoStore(): Promise<DemoStore> {
  const open = PLACES[STORE];
  if (!open) throw new Error(`PORTICO_E2E_STORE must be one of ${Object.keys(PLACES).join(', ')}.`);
  const data = await mkdtemp(join(tmpdir(), 'portico-e2e-'));
  const place = await open(data);
  return {
    ...place,
    data,
    close: async () => {
      await place.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
