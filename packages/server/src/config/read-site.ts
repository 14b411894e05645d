import { ConfigError, loadSite, type Site } from '@portico/adapter';
import { CommandError, EXIT } from '../command-error.ts';
import type { LoadedConfig } from './load-config.ts';

/** Has the adapter check a configuration. Throws a `CommandError` that lists every fault. */
export function readSite({ config, file }: LoadedConfig): Site {
  const { store: _store, ...siteConfig } = config;
  try {
    return loadSite(siteConfig);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(
      `${file ?? 'The customer starter'} is refused. ${error.message}`,
      EXIT.badConfiguration,
      {
        cause: error,
      },
    );
  }
}
