import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OidcTokens } from './oidc-flow.ts';
import { finishRedirect, OidcSession, type OidcSessionOptions } from './oidc-session.ts';
import { MemoryStorage } from './testing/memory-storage.ts';

const adapter = 'https://help.example.com';
const callback = 'https://www.example.com/portico-callback.html';
const identity = { issuer: 'https://id.example.com', clientId: 'portico', scope: 'openid' };

/** A provider that answers at once; `renewals` counts, `refuses` makes it refuse. */
function world(options: { refreshToken?: string | null; lifetime?: number; identity?: boolean } = {}) {
  const storage = new MemoryStorage();
  const left: string[] = [];
  const state = { renewals: 0, refuses: false };
  const tokens = (accessToken: string): OidcTokens => ({
    accessToken,
    refreshToken: options.refreshToken === undefined ? 'refresh' : options.refreshToken,
    idToken: null,
    expiresAt: Date.now() + (options.lifetime ?? 600_000),
  });
  const answer = async <T>(value: T): Promise<T> => {
    if (state.refuses) throw new Error('refused');
    return value;
  };
  const flow: NonNullable<OidcSessionOptions['flow']> = () => ({
    signInUrl: () => answer('https://id.example.com/auth'),
    finishSignIn: () => answer(tokens('first')),
    renew: async () => {
      state.renewals += 1;
      const renewed = await answer(tokens(`renewed-${state.renewals}`));
      return { ...renewed, expiresAt: Date.now() + 600_000 };
    },
    signOutUrl: () => answer('https://id.example.com/end'),
  });
  const open = () =>
    new OidcSession({
      adapter,
      callback,
      storage,
      flow,
      identity: async () => (options.identity === false ? undefined : identity),
      navigate: (url) => left.push(url),
    });
  const finish = (url: string) => finishRedirect(url, { storage, flow });
  return { storage, left, state, open, finish };
}

async function signedIn(options: Parameters<typeof world>[0] = {}) {
  const it = world(options);
  await it.open().signIn({ returnTo: 'https://www.example.com/support?case=1#top' });
  await it.finish(`${callback}?code=c&state=s`);
  return { ...it, session: it.open() };
}

test('signing in leaves for the provider and comes back to where it began', async () => {
  const { open, left, finish } = world();
  const session = open();
  await session.signIn({ returnTo: 'https://www.example.com/support?case=1#top' });
  assert.equal(session.state.status, 'signing_in');
  assert.deepEqual(left, ['https://id.example.com/auth']);
  assert.equal(await finish(`${callback}?code=c&state=s`), 'https://www.example.com/support?case=1#top');
  const after = open();
  assert.equal(after.state.status, 'signed_in');
  assert.equal(await after.accessToken(), 'first');
});

test('the way back never leads to another site', async () => {
  for (const returnTo of ['https://evil.example/', '//evil.example/', 'javascript:alert(1)', 'http://[']) {
    const { open, finish } = world();
    await open().signIn({ returnTo });
    assert.equal(await finish(`${callback}?code=c&state=s`), 'https://www.example.com/');
  }
});

test('an answer to a question nobody asked changes nothing', async () => {
  const { open, finish } = world();
  assert.equal(await finish(`${callback}?code=stolen&state=x`), 'https://www.example.com/');
  assert.equal(open().state.status, 'anonymous');
});

test('an answer is good for one use', async () => {
  const { storage, finish } = await signedIn();
  const before = storage.text;
  assert.equal(await finish(`${callback}?code=c&state=s`), 'https://www.example.com/');
  assert.equal(storage.text, before);
});

test('a refused answer is told once on the page it began on', async () => {
  const { open, state, finish } = world();
  await open().signIn({ returnTo: '/support' });
  state.refuses = true;
  assert.equal(await finish(`${callback}?code=c&state=s`), 'https://www.example.com/support');
  assert.equal(open().state.error?.code, 'invalid_token');
  assert.equal(open().state.error, null);
});

test('who changes their mind at the provider is told nothing', async () => {
  const { open, finish } = world();
  await open().signIn({ returnTo: '/support' });
  assert.equal(await finish(`${callback}?error=access_denied&state=s`), 'https://www.example.com/support');
  assert.equal(open().state.error, null);
});

test('a site without a provider offers no sign-in any more', async () => {
  const { open, left } = world({ identity: false });
  const session = open();
  await session.signIn();
  assert.deepEqual([session.state.status, session.state.canSignIn, left], ['anonymous', false, []]);
});

test('a provider that does not answer leaves the visitor anonymous', async () => {
  const { open, state } = world();
  const session = open();
  state.refuses = true;
  await session.signIn();
  assert.deepEqual([session.state.status, session.state.error?.code], ['anonymous', 'identity_unavailable']);
});

test('a token near its end is renewed once for all who ask', async () => {
  const { session, state } = await signedIn({ lifetime: 5000 });
  const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.accessToken()]);
  assert.deepEqual(tokens, ['renewed-1', 'renewed-1', 'renewed-1']);
  assert.equal(await session.accessToken(), 'renewed-1');
  assert.equal(state.renewals, 1);
});

test('a refused token is renewed on request', async () => {
  const { session } = await signedIn();
  assert.equal(await session.accessToken({ renew: true }), 'renewed-1');
});

test('a renewal that fails signs out and says so', async () => {
  const { session, state, open } = await signedIn({ lifetime: 5000 });
  const revision = session.state.revision;
  state.refuses = true;
  assert.equal(await session.accessToken(), null);
  assert.deepEqual([session.state.status, session.state.error?.code], ['anonymous', 'invalid_token']);
  assert.ok(session.state.revision > revision);
  assert.equal(open().state.status, 'anonymous');
});

test('without a refresh token a session ends with its access token', async () => {
  const { session } = await signedIn({ refreshToken: null, lifetime: 5000 });
  assert.equal(session.state.status, 'signed_in');
  assert.equal(await session.accessToken(), null);
  assert.equal(session.state.error?.code, 'invalid_token');
});

test('signing out forgets the tokens and leaves for the provider', async () => {
  const { session, storage, left } = await signedIn();
  await session.signOut();
  assert.equal(session.state.status, 'anonymous');
  assert.equal(storage.text.includes('first'), false);
  assert.equal(left.at(-1), 'https://id.example.com/end');
});

test('signing out comes back to the page it began on, whatever the provider brings along', async () => {
  for (const answer of ['', '?state=s', '?session_state=x']) {
    const { session, finish } = await signedIn();
    Object.defineProperty(globalThis, 'location', {
      configurable: true,
      value: { href: 'https://www.example.com/support?case=1' },
    });
    await session.signOut();
    Reflect.deleteProperty(globalThis, 'location');
    assert.equal(await finish(callback + answer), 'https://www.example.com/support?case=1');
    assert.equal(await session.accessToken(), null);
  }
});

test('signing out works also when the provider does not answer', async () => {
  const { session, state, storage } = await signedIn();
  state.refuses = true;
  await session.signOut();
  assert.equal(session.state.status, 'anonymous');
  assert.equal(storage.text.includes('first'), false);
});

test('what was kept in another shape is as good as nothing', () => {
  for (const text of ['{', 'null', '[]', '{"tokens":null}', '{"tokens":{"accessToken":""}}']) {
    const { storage, open } = world();
    storage.setItem(`portico:tokens:${adapter}`, text);
    assert.equal(open().state.status, 'anonymous');
  }
});
