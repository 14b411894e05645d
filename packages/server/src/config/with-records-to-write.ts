import { createPlanner, type Site } from '@portico/adapter';
import { createStore } from './create-store.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';
import { type Records, withRecords } from './with-records.ts';

/**
 * Opens the store of a configuration to write, and closes it whatever happens. It must be there already, with all that this
 * configuration asks for: a command that works beside an adapter makes no store of its own by mistake.
 *
 * @throws CommandError when the records are not there, or not as this configuration has them
 */
export async function withRecordsToWrite<T>(
  loaded: LoadedConfig,
  site: Site,
  work: (records: Records) => Promise<T>,
): Promise<T> {
  await withRecords(loaded, site, async () => {});
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
