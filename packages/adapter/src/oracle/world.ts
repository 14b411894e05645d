import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { SiteConfig } from '../config/site-config.ts';
import type { Holds } from '../store/contract/hostile-values.ts';

/** Someone who asks, with what the adapter knows of them after authentication. */
export interface Person {
  readonly name: string;
  readonly contact: string | null;
  readonly account: string | null;
  /** Includes the built-in `anonymous` or `authenticated`. */
  readonly webRoles: ReadonlySet<string>;
}

/** What a store cannot keep; its worlds do without. */
export interface WorldLimits {
  /** Lookups that point to records which do not exist; default true. */
  readonly dangling?: boolean;
  /**
   * Whether the store keeps a value as it is; default: every one. Of `updated_at` false means that the store itself
   * says when a record was changed.
   */
  readonly holds?: Holds;
}

/** A small site made up at random: its configuration, everything it holds, and who may come by. */
export interface World {
  readonly config: SiteConfig;
  /** Every table of the configuration, and the standard ones it uses. */
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** By table, as a store keeps them: every stored column present. */
  readonly records: ReadonlyMap<string, readonly StoredRecord[]>;
  readonly people: readonly Person[];
  /** Of the store that the world is for; default: none. */
  readonly limits?: WorldLimits;
}
