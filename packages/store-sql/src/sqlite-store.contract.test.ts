import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { storeContract } from '@portico/adapter/store-contract';
import { createSqliteStore } from './create-sqlite-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'portico-sqlite-'));
let made = 0;
after(() => rm(folder, { recursive: true, force: true }));

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

storeContract({
  name: 'SQLite in a file',
  open: async () => {
    made += 1;
    return createSqliteStore({ file: join(folder, `${made}.db`) });
  },
  test,
  ...seed,
});

storeContract({
  name: 'SQLite in memory',
  open: async () => createSqliteStore({ file: ':memory:' }),
  test,
  ...seed,
});
