/** What a write plan takes from its surroundings, so that planning stays pure. */
export interface WriteContext {
  /** UTC, as `new Date().toISOString()` writes it. */
  readonly now: string;
  /** A new random record id. */
  readonly newId: () => string;
  readonly idempotency?: { readonly scope: string; readonly key: string; readonly fingerprint: string };
}

/** A write that may depend on the record being as the client last saw it. */
export interface ChangeContext extends WriteContext {
  /** From `If-Match`, without quotes. */
  readonly etag?: string;
}
