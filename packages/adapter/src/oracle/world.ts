import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { SiteConfig } from '../config/site-config.ts';

/** Someone who asks, with what the adapter knows of them after authentication. */
export interface Person {
  readonly name: string;
  readonly contact: string | null;
  readonly account: string | null;
  /** Includes the built-in `anonymous` or `authenticated`. */
  readonly webRoles: ReadonlySet<string>;
}

/** A small site made up at random: its configuration, everything it holds, and who may come by. */
export interface World {
  readonly config: SiteConfig;
  /** Every table of the configuration, and the standard ones it uses. */
  readonly tables: ReadonlyMap<string, TableSchema>;
  /** By table, as a store keeps them: every stored column present. */
  readonly records: ReadonlyMap<string, readonly StoredRecord[]>;
  readonly people: readonly Person[];
}
