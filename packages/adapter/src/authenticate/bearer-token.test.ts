import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { isProtocolError, type ProblemCode } from '@portico/protocol';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { IdentityConfig, IssuerConfig } from '../config/site-config.ts';
import { createFakeIdentityProvider, type FakeIdentityProvider } from '../testing/fake-identity-provider.ts';
import { createTokenVerifier, readBearerToken } from './bearer-token.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;

function issuerOf(provider: FakeIdentityProvider, rest: Partial<IssuerConfig> = {}): IssuerConfig {
  return {
    issuer: provider.issuer,
    audience: ['portico'],
    algorithms: ['RS256', 'ES256'],
    tokenType: 'at+jwt',
    claims: {},
    ...rest,
  };
}

function verifierOf(issuers: readonly IssuerConfig[], fetch: typeof globalThis.fetch, cooldown = 0) {
  const first = issuers[0] as IssuerConfig;
  const identity: IdentityConfig = {
    signIn: { issuer: first.issuer, clientId: 'x', scope: 'openid' },
    issuers,
  };
  return createTokenVerifier(identity, { now: () => NOW, fetch, cooldown });
}

async function codeOf(promise: Promise<unknown>): Promise<ProblemCode | 'accepted'> {
  try {
    await promise;
    return 'accepted';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

const now = () => NOW;

/** Re-encodes parts of a token, leaving its signature. */
function tampered(token: string, change: { readonly header?: object; readonly payload?: object }): string {
  const [header, payload, signature] = token.split('.') as [string, string, string];
  const merge = (part: string, more: object = {}) =>
    Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), ...more }),
    ).toString('base64url');
  return [merge(header, change.header), merge(payload, change.payload), signature].join('.');
}

for (const algorithm of ['ES256', 'RS256']) {
  test(`a good ${algorithm} token is accepted, and says who it is of`, async () => {
    const provider = await createFakeIdentityProvider({ algorithm, now });
    const verify = verifierOf([issuerOf(provider)], provider.fetch);
    const { claims, issuer } = await verify(await provider.token({ sub: 'ann', name: 'Ann' }));
    assert.equal(claims.sub, 'ann');
    assert.equal(claims.name, 'Ann');
    assert.equal(issuer.issuer, provider.issuer);
  });
}

test('claims that do not hold are refused', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const cases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'foreign issuer': { iss: 'https://evil.example' },
    'issuer with a slash more': { iss: `${provider.issuer}/` },
    'issuer in upper case': { iss: provider.issuer.toUpperCase() },
    'no issuer': { iss: undefined },
    'foreign audience': { aud: 'someone-else' },
    'no audience': { aud: undefined },
    'list of foreign audiences': { aud: ['a', 'b'] },
    'no expiry': { exp: undefined },
    expired: { exp: SECONDS - 6 },
    'expired just at the tolerance': { exp: SECONDS - 5 },
    'not yet valid': { nbf: SECONDS + 60 },
    'issued in the future': { iat: SECONDS + 60 },
    'no time of issue': { iat: undefined },
    'no subject': { sub: undefined },
    'empty subject': { sub: '' },
    'overlong subject': { sub: 'a'.repeat(301) },
    'subject with half a character': { sub: 'ann\ud800' },
    'an ID token, by its nonce': { nonce: 'x' },
    'an ID token, by its hash': { at_hash: 'x' },
  };
  for (const [name, claims] of Object.entries(cases)) {
    assert.equal(await codeOf(verify(await provider.token(claims))), 'invalid_token', name);
  }
  for (const claims of [
    { exp: SECONDS - 4 },
    { nbf: SECONDS + 4 },
    { iat: SECONDS + 4 },
    { aud: ['x', 'portico'] },
  ]) {
    assert.equal(await codeOf(verify(await provider.token(claims))), 'accepted', JSON.stringify(claims));
  }
});

test('claims of the wrong type are refused', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  for (const claims of [
    { exp: 'soon' },
    { iat: '1' },
    { sub: 7 },
    { iss: [provider.issuer] },
    { aud: { portico: 1 } },
  ]) {
    const token = await provider.token(claims).catch(() => null);
    if (token) assert.equal(await codeOf(verify(token)), 'invalid_token', JSON.stringify(claims));
  }
});

test('the type of the token is held to the configuration', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const strict = verifierOf([issuerOf(provider)], provider.fetch);
  for (const typ of ['JWT', 'dpop+jwt', undefined]) {
    assert.equal(await codeOf(strict(await provider.token({}, { typ }))), 'invalid_token', String(typ));
  }
  assert.equal(await codeOf(strict(await provider.token({}, { typ: 'application/at+jwt' }))), 'accepted');
  const { tokenType: _, ...lenient } = issuerOf(provider);
  const verify = verifierOf([lenient], provider.fetch);
  assert.equal(await codeOf(verify(await provider.token({ scope: 'x' }, { typ: 'JWT' }))), 'accepted');
});

test('algorithm confusions are refused without asking for keys', async () => {
  const provider = await createFakeIdentityProvider({ algorithm: 'RS256', now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const good = await provider.token();
  const none = [
    ...tampered(good, { header: { alg: 'none' } })
      .split('.')
      .slice(0, 2),
    '',
  ].join('.');
  assert.equal(await codeOf(verify(none)), 'invalid_token');

  // The public key, as PEM and as JSON, used as if it were a secret both sides share.
  for (const secret of [
    await exportSPKI(provider.publicKey()),
    JSON.stringify(await exportJWK(provider.publicKey())),
  ]) {
    const [header, payload] = tampered(good, { header: { alg: 'HS256' } }).split('.');
    const signature = createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
    assert.equal(await codeOf(verify(`${header}.${payload}.${signature}`)), 'invalid_token');
  }
  for (const alg of ['PS256', 'RS384', 'ES384', 'EdDSA', 'HS512', 'rs256', '']) {
    assert.equal(await codeOf(verify(tampered(good, { header: { alg } }))), 'invalid_token', alg);
  }
  assert.deepEqual(provider.asked, []);
});

test('keys and addresses that a token brings along are not used', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const attacker = await createFakeIdentityProvider({ now, issuer: provider.issuer });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const jwk = attacker.jwks().keys[0];
  for (const header of [
    { jwk },
    { jku: 'https://evil.example/jwks' },
    { x5u: 'https://evil.example/cert' },
    { jwk, kid: undefined },
    { kid: '../../../dev/null' },
    { kid: 'https://evil.example/jwks' },
    { kid: "' OR 1=1 --" },
  ]) {
    assert.equal(
      await codeOf(verify(await attacker.token({}, header))),
      'invalid_token',
      JSON.stringify(header),
    );
  }
  assert.ok(provider.asked.every((address) => address.startsWith(provider.issuer)));
});

test('a header extension that is critical and unknown is refused', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const token = tampered(await provider.token(), { header: { crit: ['x'], x: 1 } });
  assert.equal(await codeOf(verify(token)), 'invalid_token');
});

test('a changed payload, header or signature is refused', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const good = await provider.token({ sub: 'ann' });
  const other = await provider.token({ sub: 'bob' });
  const [header, payload, signature] = good.split('.') as [string, string, string];
  for (const token of [
    tampered(good, { payload: { sub: 'admin' } }),
    tampered(good, { header: { extra: 1 } }),
    `${header}.${payload}.${other.split('.')[2]}`,
    `${header}.${payload}.`,
    `${header}.${payload}.${'A'.repeat(86)}`,
    `${header}.${payload}.${signature.slice(0, -4)}`,
    `${header}.${payload}`,
    `${good}.${signature}`,
    'a.b.c',
    '..',
    'x',
  ]) {
    assert.equal(await codeOf(verify(token)), 'invalid_token', token.slice(0, 40));
  }
});

test('two issuers that call their keys the same never vouch for each other', async () => {
  const one = await createFakeIdentityProvider({ now, issuer: 'https://one.example', keyId: 'same' });
  const two = await createFakeIdentityProvider({ now, issuer: 'https://two.example', keyId: 'same' });
  const fetch: typeof globalThis.fetch = (address) =>
    String(address).startsWith(one.issuer) ? one.fetch(address) : two.fetch(address);
  const verify = verifierOf([issuerOf(one), issuerOf(two, { audience: ['other'] })], fetch);
  assert.equal(await codeOf(verify(await one.token())), 'accepted');
  assert.equal(await codeOf(verify(await two.token({ aud: 'other' }))), 'accepted');
  assert.equal(await codeOf(verify(await two.token({ iss: one.issuer }))), 'invalid_token');
  // Nor do their audiences mix.
  assert.equal(await codeOf(verify(await two.token({ aud: 'portico' }))), 'invalid_token');
});

test('without an identity configuration no token holds', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = createTokenVerifier(undefined, { now, fetch: provider.fetch });
  assert.equal(await codeOf(verify(await provider.token())), 'invalid_token');
});

test('keys are fetched once, and made-up key ids cause no flood', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch, 10_000);
  await Promise.all(Array.from({ length: 20 }, async () => verify(await provider.token())));
  assert.equal(provider.asked.length, 2);
  for (let at = 0; at < 50; at += 1) {
    assert.equal(await codeOf(verify(await provider.token({}, { kid: `made-up-${at}` }))), 'invalid_token');
  }
  assert.equal(provider.asked.length, 2);
});

test('after a rotation new tokens hold at once, and old ones as long as their key is published', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  const old = await provider.token();
  await verify(old);
  await provider.rotate('beside');
  assert.equal(await codeOf(verify(await provider.token())), 'accepted');
  assert.equal(await codeOf(verify(old)), 'accepted');
  await provider.rotate('instead');
  assert.equal(await codeOf(verify(await provider.token())), 'accepted');
  assert.equal(await codeOf(verify(old)), 'invalid_token');
});

test('an identity provider that does not answer is 503, never 401', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  provider.stop();
  assert.equal(await codeOf(verify(await provider.token())), 'identity_unavailable');
});

test('people who are signed in stay so while it is down; keys not seen before are not judged', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const verify = verifierOf([issuerOf(provider)], provider.fetch);
  await verify(await provider.token());
  const before = await provider.token();
  await provider.rotate('beside');
  provider.stop();
  assert.equal(await codeOf(verify(before)), 'accepted');
  assert.equal(await codeOf(verify(await provider.token())), 'identity_unavailable');
});

test('it recovers by itself once the provider answers', async () => {
  const provider = await createFakeIdentityProvider({ now });
  let down = true;
  const verify = verifierOf([issuerOf(provider)], (address, init) =>
    down ? Promise.reject(new TypeError('fetch failed')) : provider.fetch(address, init),
  );
  const token = await provider.token();
  assert.equal(await codeOf(verify(token)), 'identity_unavailable');
  down = false;
  assert.equal(await codeOf(verify(token)), 'accepted');
});

test('answers of the provider that are something else are 503', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const token = await provider.token();
  const jwksUri = `${provider.issuer}/jwks`;
  const answers: Readonly<Record<string, () => Response>> = {
    'an error': () => new Response('x', { status: 500 }),
    'a redirect': () =>
      new Response(null, { status: 302, headers: { location: 'https://evil.example/jwks' } }),
    'no JSON': () => new Response('<html>'),
    'other JSON': () => Response.json({ keys: 'none' }),
    null: () => new Response('null'),
    'too much': () => new Response(`{"keys":[],"x":"${'a'.repeat(1_100_000)}"}`),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const verify = verifierOf([issuerOf(provider, { jwksUri })], async () => answer());
    assert.equal(await codeOf(verify(token)), 'identity_unavailable', name);
  }
});

test('a discovery document of another issuer, or with keys in the open, is not followed', async () => {
  const provider = await createFakeIdentityProvider({ now });
  const token = await provider.token();
  for (const document of [
    { issuer: 'https://evil.example', jwks_uri: `${provider.issuer}/jwks` },
    { issuer: provider.issuer, jwks_uri: 'http://id.example/jwks' },
    { issuer: provider.issuer, jwks_uri: 'file:///etc/passwd' },
    { issuer: provider.issuer },
  ]) {
    const verify = verifierOf([issuerOf(provider)], async (address, init) =>
      String(address).endsWith('openid-configuration')
        ? Response.json(document)
        : provider.fetch(address, init),
    );
    assert.equal(await codeOf(verify(token)), 'identity_unavailable', JSON.stringify(document));
  }
});

test('a bearer token is read from the header, and nothing else passes for one', () => {
  const read = (authorization: string) =>
    readBearerToken(new Request('https://a.example', { headers: { authorization } }));
  assert.equal(readBearerToken(new Request('https://a.example')), null);
  assert.equal(read('Bearer abc.def.ghi'), 'abc.def.ghi');
  assert.equal(read('bearer  abc '), 'abc');
  for (const header of [
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    'Bearer a b',
    'Bearer a,b',
    'Bearer é',
    `Bearer ${'a'.repeat(20_000)}`,
  ]) {
    assert.throws(() => read(header), { code: 'invalid_token' }, header.slice(0, 20));
  }
});

/* Over real HTTP, with the `fetch` of the platform. */
let server: Server;
let origin: string;
let issued: (claims: Readonly<Record<string, unknown>>) => Promise<string>;

before(async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'http', alg: 'RS256', use: 'sig' };
  server = createServer((request, response) => {
    const known: Readonly<Record<string, unknown>> = {
      '/.well-known/openid-configuration': { issuer: origin, jwks_uri: `${origin}/keys` },
      '/keys': { keys: [jwk] },
    };
    const body = known[request.url ?? ''];
    response
      .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  issued = (claims) =>
    new SignJWT({
      iss: origin,
      aud: 'portico',
      sub: 'ann',
      scope: 'x',
      iat: SECONDS,
      exp: SECONDS + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'http' })
      .sign(privateKey);
});

after(() => server.close());

test('keys are found by discovery over HTTP, and a server that has gone is 503', async () => {
  const issuer: IssuerConfig = { issuer: origin, audience: ['portico'], algorithms: ['RS256'], claims: {} };
  const verify = verifierOf([issuer], fetch);
  assert.equal((await verify(await issued({}))).claims.sub, 'ann');
  assert.equal(await codeOf(verify(await issued({ aud: 'x' }))), 'invalid_token');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  assert.equal(await codeOf(verify(await issued({}))), 'accepted');
  assert.equal(await codeOf(verifierOf([issuer], fetch)(await issued({}))), 'identity_unavailable');
});
