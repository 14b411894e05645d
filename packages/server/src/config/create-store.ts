import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Store } from '@portico/adapter/store';
import { createSqliteStore } from '@portico/store-sql';
import { CommandError, EXIT, messageOf } from '../command-error.ts';
import { configFolder, type LoadedConfig } from './load-config.ts';

/** The folder of the records when the configuration names no file. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): string {
  return resolve(cwd, env.PORTICO_DATA || 'data');
}

/** The SQLite file of a configuration, as an absolute path. */
export function sqliteFile(
  loaded: LoadedConfig,
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): string {
  const file = loaded.config.store?.sqlite.file;
  return file === undefined
    ? resolve(dataFolder(env, cwd), 'portico.db')
    : resolve(configFolder(loaded, cwd), file);
}

/** Makes the store of a configuration, and the folder of its file. The tables are made by its `open`. */
export function createStore(loaded: LoadedConfig): Store {
  const file = sqliteFile(loaded);
  try {
    mkdirSync(dirname(file), { recursive: true });
    return createSqliteStore({ file });
  } catch (error) {
    throw new CommandError(`The records in ${file} cannot be opened: ${messageOf(error)}`, EXIT.failed, {
      cause: error,
    });
  }
}
