import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** An identity provider in memory: real keys, real tokens, and a `fetch` that answers as it would. */
export interface FakeIdentityProvider {
  readonly issuer: string;
  readonly fetch: typeof globalThis.fetch;
  /** Requests it was asked, by address. */
  readonly asked: readonly string[];
  /** A good access token; claims and header members given replace its own, and `undefined` removes one. */
  token(
    claims?: Readonly<Record<string, unknown>>,
    header?: Readonly<Record<string, unknown>>,
  ): Promise<string>;
  /** From now on signs with a new key, and publishes it beside the old one or instead of it. */
  rotate(keep?: 'beside' | 'instead'): Promise<void>;
  /** What it publishes. */
  jwks(): { readonly keys: readonly JWK[] };
  /** The key that verifies what it signs. */
  publicKey(): CryptoKey;
  /** From now on nobody answers. */
  stop(): void;
}

export interface FakeIdentityProviderOptions {
  readonly issuer?: string;
  readonly audience?: string;
  readonly algorithm?: string;
  readonly keyId?: string;
  readonly now?: () => Date;
}

export async function createFakeIdentityProvider(
  options: FakeIdentityProviderOptions = {},
): Promise<FakeIdentityProvider> {
  const {
    issuer = 'https://id.example',
    audience = 'portico',
    algorithm = 'ES256',
    keyId = 'key-1',
  } = options;
  const { now = () => new Date() } = options;
  const asked: string[] = [];
  const published: JWK[] = [];
  let running = true;
  let count = 0;
  let current = await newKey(keyId);

  async function newKey(kid: string) {
    const pair = await generateKeyPair(algorithm, { extractable: true });
    published.push({ ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' });
    return { kid, ...pair };
  }

  return {
    issuer,
    asked,
    fetch: async (address) => {
      const url = String(address);
      asked.push(url);
      if (!running) throw new TypeError('fetch failed');
      if (url === `${issuer}/.well-known/openid-configuration`) {
        return Response.json({ issuer, jwks_uri: `${issuer}/jwks` });
      }
      if (url === `${issuer}/jwks`) return Response.json({ keys: published });
      return new Response(null, { status: 404 });
    },
    token: (claims = {}, header = {}) => {
      const issued = Math.floor(now().getTime() / 1000);
      const payload = {
        iss: issuer,
        aud: audience,
        sub: 'nobody',
        iat: issued,
        exp: issued + 300,
        ...claims,
      };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: current.kid, typ: 'at+jwt', ...header })
        .sign(current.privateKey);
    },
    rotate: async (keep = 'beside') => {
      if (keep === 'instead') published.length = 0;
      count += 1;
      current = await newKey(`${keyId}-rotated-${count}`);
    },
    jwks: () => ({ keys: published }),
    publicKey: () => current.publicKey,
    stop: () => {
      running = false;
    },
  };
}
