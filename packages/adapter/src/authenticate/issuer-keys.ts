import { ProtocolError } from '@portico/protocol';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import type { IssuerConfig } from '../config/site-config.ts';
import { createLastGoodFetch, type LastGoodFetch } from './last-good-fetch.ts';

/** Milliseconds an identity provider has to answer. */
const TIMEOUT = 5000;
/** Milliseconds for which fetched keys are used without asking again. */
const CACHE_AGE = 600_000;
/**
 * Milliseconds between two fetches caused by keys that are not known, so that made-up keys cost nothing, and between
 * two attempts at a provider that does not answer.
 */
const COOLDOWN = 10_000;

export interface IssuerKeysOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  /** Milliseconds; default 10,000. */
  readonly cooldown?: number;
}

/**
 * The public keys of one issuer, fetched when first needed, cached, and fetched again for a key not seen
 * before. Keys named or carried by a token itself (`jku`, `jwk`, `x5u`) are never used. Throws
 * `identity_unavailable` when the issuer cannot be asked; a key that it does not have is jose's error.
 */
export function createIssuerKeys(issuer: IssuerConfig, options: IssuerKeysOptions): JWTVerifyGetKey {
  const { fetch, now, cooldown = COOLDOWN } = options;
  const asking = { fetch, now, pause: cooldown };
  const discovery = createLastGoodFetch({
    ...asking,
    accept: ({ issuer: named, jwks_uri: uri }) => named === issuer.issuer && isSafeAddress(uri),
  });
  const source = createLastGoodFetch({ ...asking, accept: isKeySet });
  const open = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(await keysAddress(issuer, discovery), {
      [customFetch]: source.fetch,
      timeoutDuration: TIMEOUT,
      cacheMaxAge: CACHE_AGE,
      cooldownDuration: cooldown,
    });
  let opened: Promise<JWTVerifyGetKey> | null = null;
  const find: JWTVerifyGetKey = async (header, token) => {
    try {
      // All who come while the address is asked for wait for it together; where it is not had, the next one tries again.
      opened ??= open().catch((error) => {
        opened = null;
        throw error;
      });
      return await (await opened)(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey && !source.stale()) throw error;
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new ProtocolError('identity_unavailable', '', { cause: error, retryAfter: cooldown / 1000 });
    }
  };
  return async (header, token) => {
    const key = await find(header, token);
    if (isVoid(key)) throw new TypeError('With an exponent below 3, everybody can sign for an RSA key.');
    return key;
  };
}

/** Where the issuer's keys are: as configured, or as its discovery document says. */
async function keysAddress(issuer: IssuerConfig, discovery: LastGoodFetch): Promise<URL> {
  if (issuer.jwksUri) return new URL(issuer.jwksUri);
  const address = `${issuer.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await discovery.fetch(address, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: { accept: 'application/json' },
  });
  const { jwks_uri: uri } = (await response.json()) as { readonly jwks_uri: string };
  return new URL(uri);
}

/** An address whose answers nobody on the way can write: https, or http on this machine. */
function isSafeAddress(address: unknown): boolean {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  if (url === null) return false;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (local && url.protocol === 'http:');
}

function isKeySet({ keys }: Readonly<Record<string, unknown>>): boolean {
  return (
    Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null && !Array.isArray(key))
  );
}

/** The library refuses RSA keys below 2048 bits, and has no opinion of their exponents. */
function isVoid(key: object): boolean {
  const { algorithm } = key as { readonly algorithm?: { readonly publicExponent?: Uint8Array } };
  // Big-endian, and maybe with zeros before; other kinds of keys have none.
  return (algorithm?.publicExponent?.reduce((sum, byte) => sum * 256 + byte, 0) ?? 3) < 3;
}
