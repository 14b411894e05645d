import { resolve } from 'node:path';
import type { Logger } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import {
  createDataverseClient,
  createDataverseStore,
  type DataverseClientOptions,
  type DataverseStoreOptions,
} from '@portico/store-dataverse';
import { createSqliteStore } from '@portico/store-sql';
import { CommandError, EXIT } from '../command-error.ts';
import type { DataverseStoreConfig } from './define-config.ts';

/** A Dataverse environment, and what is needed to use it. */
export interface DataverseChoice {
  readonly kind: 'dataverse';
  readonly url: string;
  readonly client: Pick<
    DataverseClientOptions,
    'url' | 'tenantId' | 'clientId' | 'clientSecret' | 'authority'
  >;
  readonly store: Pick<DataverseStoreOptions, 'provision' | 'prefix' | 'mappings' | 'pollInterval'>;
  /** The file of the search index. */
  readonly indexFile: string;
}

const REQUIRED = ['DATAVERSE_TENANT_ID', 'DATAVERSE_CLIENT_ID', 'DATAVERSE_CLIENT_SECRET'] as const;

/**
 * Reads what the environment says beside the configuration: `DATAVERSE_TENANT_ID`, `DATAVERSE_CLIENT_ID` and
 * `DATAVERSE_CLIENT_SECRET` of the app registration, `DATAVERSE_AUTHORITY` for sovereign clouds, and
 * `DATAVERSE_PROVISION` (`true` or `false`) instead of the configuration's `provision`.
 *
 * @param folder where the search index is kept, in a file for each environment
 * @throws CommandError naming what is missing or wrong.
 */
export function chooseDataverse(
  config: DataverseStoreConfig['dataverse'],
  env: NodeJS.ProcessEnv,
  folder: string,
): DataverseChoice {
  const { url, pollSeconds, ...settings } = config;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new CommandError(
      'store.dataverse.url must be an address such as https://contoso.crm.dynamics.com.',
      EXIT.badConfiguration,
    );
  const missing = REQUIRED.filter((name) => !env[name]);
  if (missing.length > 0)
    throw new CommandError(
      `Dataverse needs ${missing.join(', ')} in the environment.`,
      EXIT.badConfiguration,
    );
  const provision = env.DATAVERSE_PROVISION || undefined;
  if (provision !== undefined && provision !== 'true' && provision !== 'false')
    throw new CommandError('DATAVERSE_PROVISION must be true or false.', EXIT.badConfiguration);
  const { host } = new URL(url);
  return {
    kind: 'dataverse',
    url,
    client: {
      url,
      tenantId: env.DATAVERSE_TENANT_ID ?? '',
      clientId: env.DATAVERSE_CLIENT_ID ?? '',
      clientSecret: env.DATAVERSE_CLIENT_SECRET ?? '',
      ...(env.DATAVERSE_AUTHORITY ? { authority: env.DATAVERSE_AUTHORITY } : {}),
    },
    store: {
      ...settings,
      ...(provision === undefined ? {} : { provision: provision === 'true' }),
      ...(pollSeconds === undefined ? {} : { pollInterval: pollSeconds * 1000 }),
    },
    indexFile: resolve(folder, `dataverse-${host.replaceAll(':', '-')}.db`),
  };
}

/** The store on the environment chosen. Its `open` reads the environment's tables, and fills the search index. */
export function openDataverse(choice: DataverseChoice, log?: Pick<Logger, 'warn'>): Store {
  const logged = log ? { log } : {};
  const client = createDataverseClient({ ...choice.client, ...logged });
  const index = createSqliteStore({ file: choice.indexFile });
  return createDataverseStore({ ...choice.store, ...logged, client, index });
}
