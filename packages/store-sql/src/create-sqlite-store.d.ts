import type { Store } from '@portico/adapter/store';
export interface SqliteStoreOptions {
  /** Path of the database file, made when absent; `:memory:` keeps the records until the store is closed. */
  readonly file: string;
  /** Page cache per connection in KiB; there are three. Default 32768. */
  readonly cacheKiB?: number;
}
/** A store in one SQLite file, with nothing to install or run beside it. Call `open` before anything else. */
export declare function createSqliteStore(options: SqliteStoreOptions): Store;
