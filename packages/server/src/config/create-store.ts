import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { openDataverse } from './create-dataverse-store.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore, type StoreChoice } from './store-choice.ts';
import { whyNotOpened } from './why-not-opened.ts';

/** Of a folder that is made for records: no other user of the machine looks into it. One that is there stays as it is. */
const PRIVATE = 0o700;

/** Makes the store of a configuration, and the folder of its file. The tables are made by its `open`. */
export function createStore(
  loaded: LoadedConfig,
  env: NodeJS.ProcessEnv = process.env,
  log?: Pick<Logger, 'warn'>,
): Store {
  const choice = chooseStore(loaded, env);
  try {
    const file = fileOf(choice);
    if (file !== null) mkdirSync(dirname(file), { recursive: true, mode: PRIVATE });
  } catch (error) {
    throw whyNotOpened(error, choice);
  }
  return storeAt(choice, log);
}

/** The store where the choice says. Nothing is made for it, not even a folder: it can be read if it is there. */
export function storeAt(choice: StoreChoice, log?: Pick<Logger, 'warn'>): Store {
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
      return createSqliteStore({ file: choice.file });
    case 'postgres':
      return createPostgresStore(choice);
    case 'dataverse':
      return openDataverse(choice, log);
  }
}

function fileOf(choice: StoreChoice): string | null {
  if (choice.kind === 'sqlite') return choice.file;
  return choice.kind === 'dataverse' ? choice.indexFile : null;
}
