import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostSession } from './host-session.ts';
import { AnonymousSession } from './session.ts';

test('a session is signed in once the page hands over a token', async () => {
  const session = new HostSession({ getAccessToken: async () => 'abc' });
  const seen: string[] = [];
  session.subscribe(() => seen.push(session.state.status));
  assert.equal(session.state.status, 'anonymous');
  assert.equal(await session.accessToken(), 'abc');
  assert.equal(await session.accessToken(), 'abc');
  assert.deepEqual(seen, ['signed_in']);
  assert.equal(session.state.revision, 1);
});

test('an empty token is none', async () => {
  const session = new HostSession({ getAccessToken: () => '' });
  assert.equal(await session.accessToken(), null);
  assert.equal(session.state.status, 'anonymous');
});

test('a page that throws leaves the visitor anonymous and says why', async () => {
  const session = new HostSession({
    getAccessToken: () => {
      throw new Error('broken');
    },
  });
  assert.equal(await session.accessToken(), null);
  assert.equal(session.state.error?.code, 'identity_unavailable');
});

test('another visitor is another revision, even when both are signed in', async () => {
  const session = new HostSession({ getAccessToken: () => 'abc' });
  await session.accessToken();
  const before = session.state.revision;
  await session.changed();
  assert.equal(session.state.status, 'signed_in');
  assert.ok(session.state.revision > before);
});

test('sign-in is offered only where the page offers it', async () => {
  let token: string | null = null;
  const without = new HostSession({ getAccessToken: () => null });
  const session = new HostSession({
    getAccessToken: () => token,
    signIn: () => {
      token = 'abc';
    },
    signOut: () => {
      token = null;
    },
  });
  assert.equal(without.state.canSignIn, false);
  assert.equal(session.state.canSignIn, true);
  await session.signIn();
  assert.equal(session.state.status, 'signed_in');
  await session.signOut();
  assert.equal(session.state.status, 'anonymous');
});

test('who unsubscribed hears nothing more', async () => {
  const session = new HostSession({ getAccessToken: () => 'abc' });
  let count = 0;
  const stop = session.subscribe(() => {
    count += 1;
  });
  stop();
  await session.accessToken();
  assert.equal(count, 0);
});

test('an anonymous session stays so', async () => {
  const session = new AnonymousSession();
  await session.signIn();
  assert.equal(await session.accessToken(), null);
  assert.deepEqual(session.state, { status: 'anonymous', revision: 0, canSignIn: false, error: null });
});
