import { ProtocolError } from '@portico/protocol';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { IssuerConfig } from '../config/site-config.ts';
import { createLastGoodFetch } from './last-good-fetch.ts';

/** Milliseconds an identity provider has to answer. */
const TIMEOUT = 5000;
/** Milliseconds for which fetched keys are used without asking again. */
const CACHE_AGE = 600_000;
/** Milliseconds between two fetches caused by keys that are not known, so that made-up keys cost nothing. */
const COOLDOWN = 10_000;

export interface IssuerKeysOptions {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds; default 10,000. */
  readonly cooldown?: number;
}

/**
 * The public keys of one issuer, fetched when first needed, cached, and fetched again for a key not seen
 * before. Keys named or carried by a token itself (`jku`, `jwk`, `x5u`) are never used. Throws
 * `identity_unavailable` when the issuer cannot be asked; a key that it does not have is jose's error.
 */
export function createIssuerKeys(issuer: IssuerConfig, options: IssuerKeysOptions): JWTVerifyGetKey {
  const source = createLastGoodFetch(options.fetch, (body) => Array.isArray(body.keys));
  const open = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(await keysAddress(issuer, options.fetch), {
      [customFetch]: source.fetch,
      timeoutDuration: TIMEOUT,
      cacheMaxAge: CACHE_AGE,
      cooldownDuration: options.cooldown ?? COOLDOWN,
    });
  let opened: Promise<JWTVerifyGetKey> | null = null;
  return async (header, token) => {
    try {
      opened ??= open();
      return await (await opened)(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && !source.stale()) throw error;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      // The next token tries the discovery again; keys that were found stay.
      if (source.stale() === false && !(error instanceof errors.JWKSNoMatchingKey)) opened = null;
      throw new ProtocolError('identity_unavailable', '', { cause: error });
    }
  };
}

async function keysAddress(issuer: IssuerConfig, fetch: typeof globalThis.fetch): Promise<URL> {
  if (issuer.jwksUri) return new URL(issuer.jwksUri);
  const discovery = createLastGoodFetch(fetch, (body) => body.issuer === issuer.issuer);
  const address = `${issuer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await discovery.fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: { accept: 'application/json' },
  });
  const { jwks_uri: uri } = (await response.json()) as { readonly jwks_uri?: unknown };
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(local && url.protocol === 'http:'))) {
    throw new TypeError('The discovery document names no usable jwks_uri.');
  }
  return url;
}
