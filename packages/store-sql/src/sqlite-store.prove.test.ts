import { test } from 'node:test';
import { proveStore } from '@portico/adapter/store-contract';
import { createSqliteStore } from './create-sqlite-store.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

proveStore({ name: 'sqlite', open: async () => createSqliteStore({ file: ':memory:' }), test, ...seed });
