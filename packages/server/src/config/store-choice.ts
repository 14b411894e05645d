import { resolve } from 'node:path';
import { CommandError, EXIT } from '../command-error.ts';
import { chooseDataverse, type DataverseChoice } from './create-dataverse-store.ts';
import type { DataverseStoreConfig, PostgresStoreConfig, StoreConfig } from './define-config.ts';
import { configFolder, type LoadedConfig } from './load-config.ts';

/** Where the records are: the configuration's `store`, or what `PORTICO_STORE` says instead of it. */
export type StoreChoice =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number }
  | DataverseChoice;

/** The folder of the records when the configuration names no file. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, cwd = process.cwd()): string {
  return resolve(cwd, env.PORTICO_DATA || 'data');
}

/**
 * Chooses the store. Paths in the configuration are relative to its file, those in the environment to the
 * working directory.
 *
 * @throws CommandError when a URL is missing or none; it never quotes one, as it may hold a password.
 */
export function chooseStore(
  loaded: LoadedConfig,
  env: NodeJS.ProcessEnv = process.env,
  cwd = process.cwd(),
): StoreChoice {
  const { store } = loaded.config;
  if (env.PORTICO_STORE) return fromEnvironment(env.PORTICO_STORE, store, env, cwd);
  if (store && 'postgres' in store) return fromPostgres(store.postgres, env);
  if (store && 'dataverse' in store) return chooseDataverse(store.dataverse, env, dataFolder(env, cwd));
  const file = store?.sqlite.file;
  const path =
    file === undefined
      ? resolve(dataFolder(env, cwd), 'portico.db')
      : resolve(configFolder(loaded, cwd), file);
  return { kind: 'sqlite', file: path };
}

/** The choice as a log may show it: without user, password and parameters. */
export function describeStore(choice: StoreChoice): string {
  if (choice.kind === 'sqlite') return choice.file;
  const { protocol, host, pathname } = new URL(choice.url);
  return `${protocol}//${host}${pathname}`;
}

function fromEnvironment(
  value: string,
  store: StoreConfig | undefined,
  env: NodeJS.ProcessEnv,
  cwd: string,
): StoreChoice {
  if (/^https?:/.test(value)) {
    // Another environment, mapped as the configuration says.
    const configured: Partial<DataverseStoreConfig['dataverse']> =
      store && 'dataverse' in store ? store.dataverse : {};
    return chooseDataverse({ ...configured, url: value }, env, dataFolder(env, cwd));
  }
  if (/^postgres(ql)?:/.test(value)) return { kind: 'postgres', url: postgresUrl(value, 'PORTICO_STORE') };
  const path = value.replace(/^sqlite:/, '');
  if (path === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(path) || isKeysAndValues(path))
    throw refusal(
      'PORTICO_STORE must be postgres://…, https://… of a Dataverse, or the path of a SQLite file.',
    );
  return { kind: 'sqlite', file: resolve(cwd, path) };
}

/** The other form of a connection string, `host=… password=…`: as the name of a file it would be logged. */
function isKeysAndValues(text: string): boolean {
  return /(^|[\s;])(host|server|user|user id|uid|password|pwd|dbname|database)\s*=/i.test(text);
}

function fromPostgres(
  { url, poolSize }: PostgresStoreConfig['postgres'],
  env: NodeJS.ProcessEnv,
): StoreChoice {
  const value = typeof url === 'string' ? url : env[url.env];
  const place = typeof url === 'string' ? 'store.postgres.url' : `The environment variable ${url.env}`;
  if (!value) throw refusal(`${place} is empty; store.postgres.url takes the database's URL from it.`);
  const choice = { kind: 'postgres', url: postgresUrl(value, place) } as const;
  return poolSize === undefined ? choice : { ...choice, poolSize };
}

function postgresUrl(value: string, place: string): string {
  const fits = /^postgres(ql)?:\/\//.test(value) && URL.canParse(value);
  if (!fits) throw refusal(`${place} must be a URL such as postgres://user:password@host:5432/database.`);
  return value;
}

function refusal(message: string): CommandError {
  return new CommandError(message, EXIT.badConfiguration);
}
