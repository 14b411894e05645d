import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import type { IssuerConfig } from '../config/site-config.ts';
import { createFakeIdentityProvider } from '../testing/fake-identity-provider.ts';
import { createTokenVerifier } from './bearer-token.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const COOLDOWN = 10_000;
const HOUR = 60 * 60 * 1000;

/** What becomes of requests to the provider: it answers, nobody does, or something else does. */
type Line = 'up' | 'down' | 'unanswered' | 'html' | 'unusable';

/** A verifier, its provider on the end of a line that can fail, and the clock of all of them, moved by hand. */
async function behindLine({ mock }: TestContext, rest: Partial<IssuerConfig> = {}) {
  mock.timers.enable({ apis: ['Date'], now: START });
  let line: Line = 'up';
  let asked = 0;
  const now = () => new Date();
  const provider = await createFakeIdentityProvider({ now });
  const waiting: (() => void)[] = [];
  const fetch: typeof globalThis.fetch = async (address, init) => {
    asked += 1;
    if (line === 'unanswered') await new Promise<void>((resolve) => waiting.push(resolve));
    if (line === 'html') return new Response('<html>');
    if (line === 'unusable') {
      return Response.json({ issuer: provider.issuer, jwks_uri: 'http://id.example/jwks', keys: [null] });
    }
    if (line !== 'up') throw new TypeError('fetch failed');
    return provider.fetch(address, init);
  };
  const issuer = {
    issuer: provider.issuer,
    audience: ['portico'],
    algorithms: ['ES256'],
    claims: {},
    ...rest,
  };
  const verify = createTokenVerifier({ issuers: [issuer] }, { now, fetch, cooldown: COOLDOWN });
  return {
    provider,
    set: (to: Line) => {
      line = to;
    },
    pass: (milliseconds: number) => mock.timers.tick(milliseconds),
    /** Requests since this was last asked. */
    asked: () => {
      const count = asked;
      asked = 0;
      return count;
    },
    /** Ends the waiting of requests that nobody answered. */
    giveUp: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
    outcome: async (token: string): Promise<string> => {
      try {
        await verify(token);
        return 'accepted';
      } catch (error) {
        if (!isProtocolError(error)) throw error;
        return error.retryAfter === null ? error.code : `${error.code}, after ${error.retryAfter}`;
      }
    },
    /** What any stranger can write: a token of this issuer that nobody signed. */
    forged: (kid: string) =>
      [
        { alg: 'ES256', kid },
        { iss: provider.issuer, aud: 'portico' },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .concat('AAAA')
        .join('.'),
  };
}

const jwksUri = 'https://id.example/jwks';

for (const [how, rest] of [
  ['by discovery', {}],
  ['at a configured address', { jwksUri }],
] as const) {
  test(`a provider that is down is asked once in a while, however many tokens come: keys ${how}`, async (context) => {
    const { outcome, forged, provider, ...line } = await behindLine(context, rest);
    for (const failure of ['down', 'html', 'unusable'] as const) {
      line.set(failure);
      for (let at = 0; at < 200; at += 1) {
        assert.equal(await outcome(forged(`kid-${at}`)), 'identity_unavailable, after 10');
      }
      assert.equal(line.asked(), 1, failure);
      line.pass(COOLDOWN - 1);
      await outcome(await provider.token());
      assert.equal(line.asked(), 0, 'not before the pause is over');
      line.pass(1);
      await outcome(forged('x'));
      await outcome(forged('y'));
      assert.equal(line.asked(), 1, 'and once after it');
      line.pass(COOLDOWN);
    }
    line.set('up');
    assert.equal(await outcome(await provider.token()), 'accepted');
  });

  test(`those who come while it is asked wait for the same answer: keys ${how}`, async (context) => {
    const { outcome, forged, ...line } = await behindLine(context, rest);
    line.set('unanswered');
    const outcomes = Promise.all(Array.from({ length: 50 }, (_, at) => outcome(forged(`kid-${at}`))));
    await new Promise(setImmediate);
    line.giveUp();
    assert.deepEqual([...new Set(await outcomes)], ['identity_unavailable, after 10']);
    assert.equal(line.asked(), 1);
  });
}

test('strangers cannot make the provider be asked for keys it has not, nor by a key that does not do', async (context) => {
  const { outcome, forged, provider, ...line } = await behindLine(context);
  const [good] = provider.jwks().keys;
  const broken = { ...good, kid: 'broken', x: good?.y };
  (provider.jwks().keys as unknown[]).push(broken);
  assert.equal(await outcome(await provider.token()), 'accepted');
  assert.equal(line.asked(), 2);
  for (let at = 0; at < 50; at += 1) {
    assert.match(await outcome(forged('broken')), /^identity_unavailable/);
    assert.equal(await outcome(forged(`kid-${at}`)), 'invalid_token');
  }
  assert.equal(line.asked(), 0);
});

test('keys that were had are good for a day without the provider, which is asked no more often for that', async (context) => {
  const { outcome, forged, provider, ...line } = await behindLine(context);
  assert.equal(await outcome(await provider.token()), 'accepted');
  assert.equal(line.asked(), 2);
  line.set('down');
  line.pass(HOUR);
  for (let at = 0; at < 100; at += 1) {
    assert.equal(await outcome(await provider.token()), 'accepted');
    assert.equal(await outcome(forged(`kid-${at}`)), 'identity_unavailable, after 10', 'it may exist by now');
  }
  assert.equal(line.asked(), 1);
  line.pass(22 * HOUR);
  assert.equal(await outcome(await provider.token()), 'accepted');
  line.pass(2 * HOUR);
  line.asked();
  for (let at = 0; at < 100; at += 1) {
    assert.equal(await outcome(await provider.token()), 'identity_unavailable, after 10');
  }
  assert.equal(line.asked(), 1);
  line.set('up');
  line.pass(COOLDOWN);
  assert.equal(await outcome(await provider.token()), 'accepted');
});
