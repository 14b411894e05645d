import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProtocolError } from '@portico/protocol';
import { importJWK, type JWK, SignJWT } from 'jose';
import type { IssuerConfig } from '../config/site-config.ts';
import { createTokenVerifier } from './bearer-token.ts';
import { createIssuerKeys } from './issuer-keys.ts';
import { verifyToken } from './verify-token.ts';

const folder = new URL('../../../../../shared/data/dev/hostile/wycheproof/', import.meta.url);
const skip = existsSync(fileURLToPath(folder)) ? false : 'needs ../shared/data/dev/hostile';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  /** In compact serialization; an object where it is in the other one. */
  readonly jws?: string | object;
  readonly result: 'valid' | 'invalid';
}

interface Group {
  readonly comment: string;
  readonly public?: JWK | { readonly keys: readonly JWK[] };
  readonly private?: JWK | { readonly keys: readonly JWK[] };
  readonly tests: readonly Vector[];
}

const groupsOf = (file: string): readonly Group[] =>
  JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8')).testGroups;

const NOW = new Date('2026-03-01T12:00:00Z');
const now = () => NOW;
const SECONDS = NOW.getTime() / 1000;

/** All that a configuration may allow at once, so that the list of algorithms does little of the work. */
const ALGORITHMS = ['RS', 'PS', 'ES'].flatMap((family) => ['256', '384', '512'].map((bits) => family + bits));

const ISSUER: IssuerConfig = {
  issuer: 'https://id.example',
  audience: ['portico'],
  algorithms: [...ALGORITHMS, 'EdDSA', 'Ed25519'],
  jwksUri: 'https://id.example/jwks',
  claims: {},
};

/** Serves what a group says of its keys: its secrets, too, where it has no others. */
function publishing(group: Group): typeof fetch {
  const keys = group.public ?? group.private ?? {};
  return async () => Response.json('keys' in keys ? keys : { keys: [keys] });
}

/** Why a token was refused: the code of the library, or ours. */
async function reasonOf(verified: Promise<unknown>): Promise<string> {
  try {
    await verified;
    return 'accepted';
  } catch (error) {
    const cause = isProtocolError(error) && error.code === 'invalid_token' ? error.cause : error;
    return String((cause as { code?: unknown }).code ?? (cause as Error).name);
  }
}

/** What keeps a token out before any claim of it is looked at. */
const KEPT_OUT: readonly string[] = [
  'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
  'ERR_JWS_INVALID',
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JOSE_ALG_NOT_ALLOWED',
];

/**
 * How far each vector of a file gets, by what Wycheproof says of it and the reason: the numbers of the vectors. Their
 * payloads are no claims, so `ERR_JWT_INVALID` is as far as a good signature takes them, and nothing else gets there.
 */
async function judged(file: string): Promise<Readonly<Record<string, number[]>>> {
  const outcomes: Record<string, number[]> = {};
  for (const group of groupsOf(file)) {
    const keys = createIssuerKeys(ISSUER, { now, fetch: publishing(group) });
    for (const { tcId, jws, result } of group.tests) {
      if (jws === undefined) continue;
      const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
      const outcome = `${result}: ${await reasonOf(verifyToken(token, ISSUER, keys, NOW))}`;
      outcomes[outcome] = [...(outcomes[outcome] ?? []), tcId];
    }
  }
  return outcomes;
}

const countsOf = (outcomes: Readonly<Record<string, number[]>>) =>
  Object.fromEntries(Object.entries(outcomes).map(([outcome, { length }]) => [outcome, length]));

test('of 401 signatures those hold that are valid, and no other', { skip }, async () => {
  const outcomes = await judged('json_web_signature_test');
  assert.deepEqual(countsOf(outcomes), {
    'valid: ERR_JWT_INVALID': 32,
    'invalid: ERR_JWS_SIGNATURE_VERIFICATION_FAILED': 295,
    'invalid: ERR_JWS_INVALID': 36,
    'invalid: ERR_JWKS_NO_MATCHING_KEY': 11,
    'invalid: ERR_JOSE_ALG_NOT_ALLOWED': 13,
    'valid: ERR_JOSE_ALG_NOT_ALLOWED': 8,
    'valid: ERR_JWKS_NO_MATCHING_KEY': 4,
    'valid: ERR_JWS_INVALID': 2,
  });
  // Secrets that both sides share are refused as such, valid or not: whoever checks could sign (RFC 8725, 3.1).
  assert.deepEqual(outcomes['valid: ERR_JOSE_ALG_NOT_ALLOWED'], [1, 348, 352, 357, 358, 359, 376, 377]);
  // Signed with a secret as well; some ignore a `?` within base64url, where RFC 7515 has no such letter.
  assert.deepEqual(outcomes['valid: ERR_JWS_INVALID'], [372, 373]);
  // 346 and 350 sign PS384 with a key that is published for PS256; 347 and 351 have a key for "ES521", which
  // is no algorithm. A key is used for what it is published for (RFC 7517, section 4.4).
  assert.deepEqual(outcomes['valid: ERR_JWKS_NO_MATCHING_KEY'], [346, 347, 350, 351]);
});

test('of 26 key sets those do that are sound', { skip }, async () => {
  assert.deepEqual(await judged('json_web_key_test'), {
    'valid: ERR_JWT_INVALID': [5],
    // Secrets.
    'valid: ERR_JOSE_ALG_NOT_ALLOWED': [2, 13, 14, 15],
    'invalid: ERR_JOSE_ALG_NOT_ALLOWED': [1, 3, 4, 10, 11, 12, 16, 17, 18, 25, 26],
    // For encryption, for another curve, of another kind.
    'invalid: ERR_JWKS_NO_MATCHING_KEY': [6, 19, 20, 21, 23, 24],
    // 1024 bits; the exponent 1, with which everything is signed by everyone.
    'invalid: TypeError': [8, 9],
    // A point that is not on its curve: the provider's fault, and the answer a 503.
    'invalid: identity_unavailable': [22],
    // A key of a chip with the ROCA fault. It can be told by its modulus; to withdraw it is up to its owner.
    'invalid: ERR_JWT_INVALID': [7],
  });
});

test('the vectors of the third file end as those of the first', { skip }, async () => {
  const outcomes = await judged('json_web_crypto_test');
  assert.deepEqual(countsOf(outcomes), {
    'valid: ERR_JOSE_ALG_NOT_ALLOWED': 2,
    'invalid: ERR_JOSE_ALG_NOT_ALLOWED': 9,
    'invalid: ERR_JWS_INVALID': 24,
    'valid: ERR_JWT_INVALID': 2,
    'invalid: ERR_JWS_SIGNATURE_VERIFICATION_FAILED': 9,
    'invalid: ERR_JWKS_NO_MATCHING_KEY': 2,
    'invalid: ERR_JWT_INVALID': 1,
  });
  assert.deepEqual(outcomes['invalid: ERR_JWT_INVALID'], [46], 'the key with the ROCA fault');
  // The other 34, and the whole of json_web_encryption_test, are encrypted tokens, which Portico does not take.
  const encrypted = ['json_web_crypto_test', 'json_web_encryption_test'].flatMap((file) =>
    groupsOf(file).flatMap(({ tests }) => tests.filter(({ jws }) => jws === undefined)),
  );
  assert.equal(encrypted.length, 34 + 139);
});

/** Claims with which nothing is wrong: what becomes of such a token is up to its signature alone. */
const CLAIMS = {
  iss: ISSUER.issuer,
  aud: 'portico',
  sub: 'ann',
  scope: 'x',
  iat: SECONDS,
  exp: SECONDS + 60,
};

test('no signature of a vector, and no header of one, carries good claims through', { skip }, async () => {
  let controls = 0;
  let carried = 0;
  for (const group of groupsOf('json_web_signature_test')) {
    const key = group.private as JWK & { readonly kid: string };
    const verify = createTokenVerifier({ issuers: [ISSUER] }, { now, fetch: publishing(group) });
    const alg = ALGORITHMS.includes(key.alg ?? '') ? (key.alg as string) : null;
    const header = { alg: alg ?? 'RS256', kid: key.kid };
    const payload = Buffer.from(JSON.stringify(CLAIMS)).toString('base64url');
    if (alg) {
      const { key_ops: _, ...signing } = key;
      const good = await new SignJWT(CLAIMS)
        .setProtectedHeader({ ...header, alg })
        .sign(await importJWK(signing, alg));
      assert.equal((await verify(good)).claims.sub, 'ann', `${group.comment}, a good token`);
      controls += 1;
    }
    const ours = Buffer.from(JSON.stringify(header)).toString('base64url');
    for (const { tcId, jws } of group.tests) {
      const [theirs = '', , signature = ''] = typeof jws === 'string' ? jws.split('.') : [];
      for (const head of [ours, theirs]) {
        const reason = await reasonOf(verify(`${head}.${payload}.${signature}`));
        assert.ok(KEPT_OUT.includes(reason), `${tcId}: ${reason}`);
        carried += 1;
      }
    }
  }
  assert.equal(controls, 13);
  assert.equal(carried, 2 * 401);
});
