import { after, before, test } from 'node:test';
import { createMemoryStore } from '@portico/adapter/store';
import { type StoreContractOptions, storeContract } from '@portico/adapter/store-contract';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import { createDataverseStore } from './dataverse-store.ts';
import { dataverseKeeps } from './testing/dataverse-limits.ts';
import { type FakeDataverse, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { watchQueries } from './testing/watch-queries.ts';

let fake: FakeDataverse;
const watch = watchQueries();
/** What Dataverse takes for now: the moment of the write, as the contract has it. */
let clock = new Date();
before(async () => {
  fake = await startFakeDataverse({ now: () => clock });
});
after(async () => {
  await fake.stop();
  watch.assertGrammar();
});

/** The seed of the run, as `npm test` sets it; without one, another each time. */
const seed = process.env.PORTICO_SEED ? { seed: Number(process.env.PORTICO_SEED) } : {};

const MISSING = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/** A lookup to nowhere is refused by Dataverse itself. */
const holds: StoreContractOptions['holds'] = (name, column, value) =>
  value !== MISSING && dataverseKeeps(name, column, value);

storeContract({
  holds,
  name: 'the Dataverse store',
  ...seed,
  test,
  open: async () => {
    fake.reset({ tables: true });
    const client = createDataverseClient({ ...fake, fetch: watch.fetch });
    const store = createDataverseStore({ client, index: createMemoryStore(), provision: true });
    return {
      ...store,
      write: (plan) => {
        clock = new Date(plan.audit.at);
        return store.write(plan);
      },
    };
  },
});
