import type { SiteConfig } from '@portico/adapter';

/** Records in one SQLite file: no database server to run. */
export interface SqliteStoreConfig {
  readonly sqlite: {
    /** Path of the file, relative to the configuration file; default `portico.db` in the data folder. */
    readonly file?: string;
  };
}

/** Records in a PostgreSQL database, which several adapters may share. */
export interface PostgresStoreConfig {
  readonly postgres: {
    /** `postgres://user:password@host:5432/database`, or the environment variable that holds it. */
    readonly url: string | { readonly env: string };
    /** Connections for reads of each process; default 10. Writes have two more. */
    readonly poolSize?: number;
  };
}

/** Where the records are kept; the one key names the kind of store. `PORTICO_STORE` overrides it. */
export type StoreConfig = SqliteStoreConfig | PostgresStoreConfig;

/** What `portico.config.ts` exports: the site, and the store its records are in. */
export interface PorticoConfig extends SiteConfig {
  /** Default: a SQLite file in the data folder (`PORTICO_DATA`, else `./data`). */
  readonly store?: StoreConfig;
}

/** Gives `portico.config.ts` its types; returns the configuration as it is. */
export function defineConfig(config: PorticoConfig): PorticoConfig {
  return config;
}
