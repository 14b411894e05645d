import { test } from 'node:test';
import { createMemoryStore } from './memory-store.ts';
import { storeContract } from './store-contract.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

storeContract({ name: 'the memory store', open: async () => createMemoryStore(), test, ...seed });
