import { test } from 'node:test';
import { createMemoryStore } from './memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract({ name: 'the memory store', open: async () => createMemoryStore(), test });
