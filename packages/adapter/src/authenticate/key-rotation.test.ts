import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { isProtocolError } from '@portico/protocol';
import { createFakeIdentityProvider, type FakeIdentityProvider } from '../testing/fake-identity-provider.ts';
import { createTokenVerifier } from './bearer-token.ts';

const CALLERS = 100;

/** A verifier whose identity provider answers slowly, so that requests pile up while it is asked. */
function verifierBehindSlowProvider(provider: FakeIdentityProvider) {
  const issuer = {
    issuer: provider.issuer,
    audience: ['portico'],
    algorithms: ['ES256'],
    claims: {},
  };
  return createTokenVerifier(
    { issuers: [issuer] },
    {
      now: () => new Date(),
      cooldown: 0,
      fetch: async (address, init) => {
        await wait(5);
        return provider.fetch(address, init);
      },
    },
  );
}

async function outcomes(verify: ReturnType<typeof createTokenVerifier>, tokens: readonly string[]) {
  const tally: Record<string, number> = {};
  const judge = async (token: string) => {
    try {
      await verify(token);
      return 'accepted';
    } catch (error) {
      return isProtocolError(error) ? error.code : String(error);
    }
  };
  for (const outcome of await Promise.all(tokens.map(judge))) tally[outcome] = (tally[outcome] ?? 0) + 1;
  return tally;
}

function tokensOf(provider: FakeIdentityProvider): Promise<string[]> {
  return Promise.all(Array.from({ length: CALLERS }, () => provider.token()));
}

test('while keys rotate under load, nobody is refused and the provider is not flooded', async () => {
  const provider = await createFakeIdentityProvider({ algorithm: 'ES256' });
  const verify = verifierBehindSlowProvider(provider);
  for (let rotation = 0; rotation < 5; rotation += 1) {
    const old = await tokensOf(provider);
    await verify(old[0] as string);
    await provider.rotate('beside');
    const asked = provider.asked.length;
    const mixed = (await tokensOf(provider)).flatMap((token, index) => [old[index] as string, token]);
    assert.deepEqual(await outcomes(verify, mixed), { accepted: 2 * CALLERS });
    assert.ok(provider.asked.length - asked <= 2, `asked ${provider.asked.length - asked} times`);
  }
});

test('keys that are withdrawn under load take their tokens along, and no others', async () => {
  const provider = await createFakeIdentityProvider({ algorithm: 'ES256' });
  const verify = verifierBehindSlowProvider(provider);
  const old = await tokensOf(provider);
  await verify(old[0] as string);
  await provider.rotate('instead');
  const fresh = await tokensOf(provider);
  // The first token of the new key has the keys fetched again; from then on the old one is unknown.
  assert.deepEqual(await outcomes(verify, fresh), { accepted: CALLERS });
  const mixed = fresh.flatMap((token, index) => [old[index] as string, token]);
  assert.deepEqual(await outcomes(verify, mixed), { accepted: CALLERS, invalid_token: CALLERS });
});
