/**
 * What went wrong, in the words a store acts on:
 * - `missing`: there is no such row;
 * - `exists`: a row with the id to be created is there;
 * - `version`: the row changed since its etag was read;
 * - `duplicate`: another row holds the values of an alternate key, or a duplicate rule found one;
 * - `denied`: the application user may not do this, or its credentials are not taken;
 * - `throttled`: a service protection limit is reached;
 * - `expired`: the change-tracking link is too old, so everything must be read again;
 * - `refused`: Dataverse understood and will not, for what was asked is wrong;
 * - `unavailable`: no answer, or one that cannot be trusted.
 */
export type DataverseErrorKind =
  | 'missing'
  | 'exists'
  | 'version'
  | 'duplicate'
  | 'denied'
  | 'throttled'
  | 'expired'
  | 'refused'
  | 'unavailable';

export interface DataverseErrorDetails {
  /** The HTTP status; null when there was no answer at all. */
  readonly status?: number | null;
  /** Dataverse's own code, `0x80060882`; for the log only. */
  readonly code?: string | null;
  /** Seconds after which to try again, where they are known. */
  readonly retryAfter?: number | null;
  /** The reply was lost: what was asked may have been done. */
  readonly uncertain?: boolean;
  /** A fixed phrase of ours for the log; nothing that came from outside. */
  readonly reason?: string;
  /** What `fetch` said of a connection that failed; for the log only. */
  readonly cause?: unknown;
}

/** Every failure of the client. Its message is made of fixed words, a status and a code: no text of Dataverse is in it. */
export class DataverseError extends Error {
  override readonly name = 'DataverseError';
  readonly kind: DataverseErrorKind;
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfter: number | null;
  readonly uncertain: boolean;

  constructor(kind: DataverseErrorKind, details: DataverseErrorDetails = {}) {
    const { status = null, code = null, retryAfter = null, uncertain = false, reason } = details;
    const facts = [status, code, reason].filter((fact) => fact !== null && fact !== undefined);
    super(
      `Dataverse: ${kind}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
    this.uncertain = uncertain;
  }
}
