import { after, test } from 'node:test';
import { proveStore } from '@portico/adapter/store-contract';
import { postgresSubject } from './testing/postgres-subject.ts';

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

const { subject, stop } = await postgresSubject(process.env.PORTICO_TEST_POSTGRES);
after(stop);

proveStore({ ...subject, test, ...seed });
