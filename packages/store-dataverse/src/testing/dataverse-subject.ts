import { createMemoryStore } from '@portico/adapter/store';
import type { ProvedStore, WorldLimits } from '@portico/adapter/store-contract';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import { createDataverseStore } from '../dataverse-store.ts';
import { dataverseKeeps } from './dataverse-limits.ts';
import { startFakeDataverse } from './fake-dataverse/index.ts';

/** What Dataverse does not keep as it is; nor does it keep a lookup to nowhere. */
const LIMITS: WorldLimits = { dangling: false, holds: dataverseKeeps };

/** Dataverse as a store to be proved: a fake environment for each world, whose clock is that of the writes. */
export const dataverseSubject: ProvedStore = {
  name: 'dataverse',
  limits: LIMITS,
  open: async () => {
    let clock = new Date();
    const fake = await startFakeDataverse({ now: () => clock });
    const client = createDataverseClient(fake);
    const store = createDataverseStore({ client, index: createMemoryStore(), provision: true });
    return {
      ...store,
      write: (plan) => {
        clock = new Date(plan.audit.at);
        return store.write(plan);
      },
      close: async () => {
        await store.close();
        await fake.stop();
      },
    };
  },
};
