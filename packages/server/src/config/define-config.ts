import type { SiteConfig } from '@portico/adapter';

/** Records in one SQLite file: no database server to run. */
export interface SqliteStoreConfig {
  readonly sqlite: {
    /** Path of the file, relative to the configuration file; default `portico.db` in the data folder. */
    readonly file?: string;
  };
}

/** Where the records are kept; the one key names the kind of store. */
export type StoreConfig = SqliteStoreConfig;

/** What `portico.config.ts` exports: the site, and the store its records are in. */
export interface PorticoConfig extends SiteConfig {
  /** Default: a SQLite file in the data folder (`PORTICO_DATA`, else `./data`). */
  readonly store?: StoreConfig;
}

/** Gives `portico.config.ts` its types; returns the configuration as it is. */
export function defineConfig(config: PorticoConfig): PorticoConfig {
  return config;
}
