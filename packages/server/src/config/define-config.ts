import type { SiteConfig } from '@portico/adapter';
import type { MappingOverrides } from '@portico/store-dataverse';

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

/** Records in Microsoft Dataverse. The credentials come by the environment (`DATAVERSE_TENANT_ID` and others). */
export interface DataverseStoreConfig {
  readonly dataverse: {
    /** The environment, `https://<org>.crm.dynamics.com`. */
    readonly url: string;
    /** Make the custom tables and columns that are missing; default: only say which they are. */
    readonly provision?: boolean;
    /** The publisher's prefix of custom tables and columns; default `portico`. */
    readonly prefix?: string;
    /** What is kept otherwise than the standard mappings say, by table. */
    readonly mappings?: MappingOverrides;
    /** Seconds between two looks at what changed in Dataverse, for the search index; default 30. */
    readonly pollSeconds?: number;
  };
}

/** Where the records are kept; the one key names the kind of store. `PORTICO_STORE` overrides it. */
export type StoreConfig = SqliteStoreConfig | PostgresStoreConfig | DataverseStoreConfig;

/** What `portico.config.ts` exports: the site, and the store its records are in. */
export interface PorticoConfig extends SiteConfig {
  /** Default: a SQLite file in the data folder (`PORTICO_DATA`, else `./data`). */
  readonly store?: StoreConfig;
}

/** Gives `portico.config.ts` its types; returns the configuration as it is. */
export function defineConfig(config: PorticoConfig): PorticoConfig {
  return config;
}
