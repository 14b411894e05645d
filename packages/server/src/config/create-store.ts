import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Store } from '@portico/adapter/store';
import { createPostgresStore, createSqliteStore } from '@portico/store-sql';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import type { LoadedConfig } from './load-config.ts';
import { chooseStore, describeStore, type StoreChoice } from './store-choice.ts';

/** Makes the store of a configuration, and the folder of its file. The tables are made by its `open`. */
export function createStore(loaded: LoadedConfig, env: NodeJS.ProcessEnv = process.env): Store {
  const choice = chooseStore(loaded, env);
  try {
    return storeFor(choice);
  } catch (error) {
    throw new CommandError(
      `The records in ${describeStore(choice)} cannot be opened: ${messageOf(error)}`,
      EXIT.failed,
      { cause: error },
    );
  }
}

/** One case for each kind of store. */
function storeFor(choice: StoreChoice): Store {
  switch (choice.kind) {
    case 'sqlite':
      mkdirSync(dirname(choice.file), { recursive: true });
      return createSqliteStore({ file: choice.file });
    case 'postgres':
      return createPostgresStore(choice);
  }
}
