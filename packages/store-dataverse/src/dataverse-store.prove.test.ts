import { test } from 'node:test';
import { proveStore } from '@portico/adapter/store-contract';
import { dataverseSubject } from './testing/dataverse-subject.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

// Every request goes over a socket, so there are fewer of those that go through the adapter, too.
proveStore({ ...dataverseSubject, test, ...seed, cases: { http: 400, 'non-interference': 200 } });
