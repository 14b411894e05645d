import { createPlanner, type Planner, type Site } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { storeAt } from './create-store.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** The records of a configuration, opened for one command that asks. */
export interface Records {
  readonly planner: Planner;
  readonly store: Store;
}

/**
 * Opens the store of a configuration to read, and closes it whatever happens. The adapter may run meanwhile, with
 * another configuration too: nothing is made or changed, neither tables nor a folder.
 *
 * @throws CommandError when the records are not there, or not as this configuration has them
 */
export async function withRecords<T>(
  loaded: LoadedConfig,
  site: Site,
  work: (records: Records) => Promise<T>,
): Promise<T> {
  const choice = chooseStore(loaded);
  const store = storeAt(choice);
  try {
    await store.openToRead(site.storeTables).catch((error) => {
      throw whyNotOpened(error, choice, 'to read');
    });
    return await work({ planner: createPlanner(site), store });
  } finally {
    await store.close();
  }
}
