import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { openDataverse, PRIVATE } from './create-dataverse-store.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore, type StoreChoice } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** Makes the store of a configuration, and the folder of its file. The tables are made by its `open`. */
export function createStore(
  loaded: LoadedConfig,
  env: NodeJS.ProcessEnv = process.env,
  log?: Pick<Logger, 'warn'>,
): Store {
  const choice = chooseStore(loaded, env);
  try {
    return storeFor(choice, log);
  } catch (error) {
    throw whyNotOpened(error, choice);
  }
}

/** One case for each kind of store. */
function storeFor(choice: StoreChoice, log: Pick<Logger, 'warn'> | undefined): Store {
  switch (choice.kind) {
    case 'sqlite':
      mkdirSync(dirname(choice.file), { recursive: true, mode: PRIVATE });
      return createSqliteStore({ file: choice.file });
    case 'postgres':
      return createPostgresStore(choice);
    case 'dataverse':
      return openDataverse(choice, log);
  }
}
