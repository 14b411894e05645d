import { after, test } from 'node:test';
import { storeContract } from '@portico/adapter/store-contract';
import { createPostgresStore } from './create-postgres-store.ts';
import { postgresDatabase } from './testing/postgres-database.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

storeContract({
  name: 'PostgreSQL',
  open: async () => createPostgresStore({ url: await postgresDatabase({ after }) }),
  test,
  ...seed,
});
