import type { HostSessionOptions } from '@portico/client';

/** What the loader tells the core of the page it stands on. */
export interface PageConfig {
  /** Base URL of the adapter. */
  readonly adapter: string;
  /** Absolute URL of the page the identity provider returns to. */
  readonly callback: string;
  /** The page's own sign-in, when it was handed over before the core was there. */
  host?: HostSessionOptions;
}

/** Where the loader leaves it: on the one global, under a key no page stumbles on. */
export const PAGE_CONFIG: unique symbol = Symbol.for('portico-page') as never;
