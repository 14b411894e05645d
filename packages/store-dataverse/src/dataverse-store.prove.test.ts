import { test } from 'node:test';
import { proveStore } from '@portico/adapter/store-contract';
import { dataverseSubject } from './testing/dataverse-subject.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

proveStore({ ...dataverseSubject, test, ...seed });
