import type { TableView } from './crawl/crawl.ts';
import type { Control } from './judge/controls.ts';
import type { Leak } from './judge/leak.ts';

/** Who crawled, and what they were shown. */
export interface ViewReport {
  readonly view: string;
  readonly contact: string | null;
  readonly account: string | null;
  readonly webRoles: readonly string[];
  /** Tables that answered, with the records counted and the columns shown in those looked through. */
  readonly tables: readonly TableView[];
  /** Whether a canary that they may see was found; null where the configuration shows them none, or none was planted. */
  readonly verified: boolean | null;
  /** Where less shows than the configuration says. */
  readonly missing: readonly string[];
}

export interface ProbeReport {
  readonly url: string;
  /** The configuration it was held to; null for the customer starter or none. */
  readonly config: string | null;
  /** Whether it was held to a configuration at all. */
  readonly configured: boolean;
  /** How many records were planted. */
  readonly canaries: number;
  readonly views: readonly ViewReport[];
  readonly leaks: readonly Leak[];
  readonly controls: readonly Control[];
  readonly requests: number;
  readonly seconds: number;
  /** Why it ended early; null when all was asked. */
  readonly stopped: string | null;
}
