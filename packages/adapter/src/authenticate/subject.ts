/** Who asks. The only way a request has rights: there is no absent subject and no system mode. */
export interface Subject {
  /** Stable for rate limits and idempotency: `anonymous` or `issuer|sub`. */
  readonly key: string;
  readonly authenticated: boolean;
  /** The subject's own contact record; null for anonymous callers. */
  readonly contact: string | null;
  readonly account: string | null;
  /** Includes the built-in `anonymous` or `authenticated`. */
  readonly webRoles: ReadonlySet<string>;
  readonly displayName: string | null;
  /** When the token expires, UTC. */
  readonly expiresAt: string | null;
}

export const ANONYMOUS: Subject = Object.freeze({
  key: 'anonymous',
  authenticated: false,
  contact: null,
  account: null,
  webRoles: new Set(['anonymous']),
  displayName: null,
  expiresAt: null,
});
