import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compactVerify, importJWK, type JWK } from 'jose';
import { createTokenVerifier } from './bearer-token.ts';

const vectors = fileURLToPath(
  new URL('../../../../../shared/data/dev/hostile/wycheproof/json_web_signature_test.json', import.meta.url),
);
const skip = existsSync(vectors) ? false : 'needs ../shared/data/dev/hostile';

interface Group {
  readonly public?: JWK;
  readonly tests: readonly {
    readonly tcId: number;
    readonly jws: string | object;
    readonly result: string;
  }[];
}

const groups = (): readonly Group[] => JSON.parse(readFileSync(vectors, 'utf8')).testGroups;

/** Algorithms the configuration allows for issuers. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

test('no invalid signature of Wycheproof passes the library under an allow-list', { skip }, async () => {
  let refused = 0;
  let accepted = 0;
  for (const group of groups()) {
    const alg = group.public?.alg;
    if (!group.public || !alg || !ALGORITHMS.includes(alg)) continue;
    const key = await importJWK(group.public, alg).catch(() => null);
    for (const { tcId, jws, result } of group.tests) {
      const verified =
        key !== null &&
        (await compactVerify(jws as string, key, { algorithms: [alg] }).then(
          () => true,
          () => false,
        ));
      if (verified) {
        assert.equal(result, 'valid', String(tcId));
        accepted += 1;
      } else refused += 1;
    }
  }
  assert.ok(accepted > 10 && refused > 50, `${accepted} accepted, ${refused} refused`);
});

test('as bearer tokens the vectors are invalid tokens, whatever they are, and no failure', {
  skip,
}, async () => {
  const issuer = { issuer: 'https://id.example', audience: ['portico'], algorithms: ['RS256'], claims: {} };
  const identity = { signIn: { issuer: issuer.issuer, clientId: 'x', scope: 'openid' }, issuers: [issuer] };
  const fetch = () => Promise.reject(new Error('No key is asked for.'));
  const verify = createTokenVerifier(identity, { now: () => new Date(), fetch });
  for (const { jws } of groups().flatMap((group) => group.tests)) {
    const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
    await assert.rejects(verify(token), { code: 'invalid_token' });
  }
});
