import { type Answer, parseObject } from './answer.ts';
import { DataverseError } from './dataverse-error.ts';
import type { Send } from './send.ts';

export interface TokenCache {
  /** An access token that is good for a while yet. */
  token(): Promise<string>;
  /** Dataverse did not take this token: the next call fetches another, unless that has happened already. */
  refused(token: string): void;
}

export interface Credentials {
  /** The token endpoint of the tenant. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://<org>.crm.dynamics.com/.default`. */
  readonly scope: string;
}

interface Token {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly renewAt: number;
  readonly expiresAt: number;
}

/** Renewed this long before its end, for clocks that differ and requests that take time. */
const MARGIN = 5 * 60_000;

/** After a renewal that failed, a token that has not ended is used on for so long before the next. */
const PAUSE = 30_000;

/**
 * Client-credentials tokens (RFC 6749, section 4.4). While a token has not ended, nobody waits: it is renewed beside the
 * requests that it still serves, so a token service that fails or hangs is noticed only when the token ends. Without
 * one, callers that come while it is fetched wait for that one. The secret goes into the request's body and nowhere else.
 */
export function createTokenCache(credentials: Credentials, send: Send, now: () => number): TokenCache {
  let current: Token | null = null;
  let fetching: Promise<Token> | null = null;
  let notBefore = Number.NEGATIVE_INFINITY;

  function renew(): Promise<Token> {
    fetching ??= fetchToken(credentials, send, now)
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  }

  return {
    async token() {
      if (!current || now() >= current.expiresAt) return (await renew()).value;
      if (now() >= Math.max(current.renewAt, notBefore)) {
        // What failed was logged where it was sent.
        renew().catch(() => {
          notBefore = now() + PAUSE;
        });
      }
      return current.value;
    },
    refused(token) {
      if (current?.value === token) current = null;
    },
  };
}

async function fetchToken(credentials: Credentials, send: Send, now: () => number): Promise<Token> {
  const asked = now();
  const token = await send({
    method: 'POST',
    url: credentials.tokenUrl,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      scope: credentials.scope,
    }).toString(),
    repeatable: true,
    read: readToken,
    anonymous: true,
  }).catch((error: unknown) => {
    throw error instanceof DataverseError ? withoutToken(error) : error;
  });
  const lifetime = token.expiresIn * 1000;
  return {
    value: token.value,
    renewAt: asked + Math.max(lifetime - MARGIN, lifetime / 2),
    expiresAt: asked + lifetime,
  };
}

/** Of the request that needs the token nothing was sent, so nothing about it is uncertain. */
function withoutToken({ status, retryAfter }: DataverseError): DataverseError {
  // Entra says 400 or 401 for credentials it does not know.
  const kind = status === 400 || status === 401 ? 'denied' : 'unavailable';
  return new DataverseError(kind, { status, retryAfter, reason: 'no token' });
}

function readToken({ status, body }: Answer): { readonly value: string; readonly expiresIn: number } {
  const { access_token: value, token_type: type, expires_in: expires } = parseObject(body) ?? {};
  const expiresIn = Number(expires);
  // The characters of a bearer token (RFC 6750): nothing that could end a header.
  const good = typeof value === 'string' && /^[\w.~+/=-]+$/.test(value) && /^bearer$/i.test(String(type));
  if (good && expiresIn > 0 && Number.isFinite(expiresIn)) return { value, expiresIn };
  throw new DataverseError('unavailable', { status, uncertain: true, reason: 'not a token' });
}
