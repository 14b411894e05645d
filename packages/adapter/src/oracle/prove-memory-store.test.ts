import { test } from 'node:test';
import { createMemoryStore } from '../store/memory-store.ts';
import { proveStore } from './prove-store.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

proveStore({
  name: 'memory',
  open: async () => createMemoryStore(),
  test,
  ...seed,
  cases: { engine: 200_000, http: 1200, 'non-interference': 1000 },
});
