import { createPlanner, type Planner, type Site } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { createStore } from './create-store.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** The records of a configuration, opened for one command. */
export interface Records {
  readonly planner: Planner;
  readonly store: Store;
}

/** Opens the store of a configuration, and closes it whatever happens. The adapter may run meanwhile. */
export async function withRecords<T>(
  loaded: LoadedConfig,
  site: Site,
  work: (records: Records) => Promise<T>,
): Promise<T> {
  const store = createStore(loaded);
  try {
    await store.open(site.storeTables).catch((error) => {
      throw whyNotOpened(error, chooseStore(loaded));
    });
    return await work({ planner: createPlanner(site), store });
  } finally {
    await store.close();
  }
}
