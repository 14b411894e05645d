import { ConfigError, loadSite, type Site } from '@portico/adapter';
import { CommandError, EXIT } from '../command-error.ts';
import { asWritten } from './as-written.ts';
import type { LoadedConfig } from './load-config.ts';

/**
 * Has the adapter check a configuration, with its `store` as it stands in the file: a secret there keeps an adapter from
 * starting, too. Throws a `CommandError` that lists every fault.
 */
export function readSite(loaded: LoadedConfig): Site {
  try {
    return loadSite(asWritten(loaded));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError(
      `${loaded.file ?? 'The customer starter'} is refused. ${error.message}`,
      EXIT.badConfiguration,
      {
        cause: error,
      },
    );
  }
}
