import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import { OidcFlow } from './oidc-flow.ts';
import { MemoryStorage } from './testing/memory-storage.ts';

const issuer = 'https://id.example.com';
const callback = 'https://www.example.com/portico-callback.html';
const settings = { issuer, clientId: 'portico', scope: 'openid offline_access', callback };
const original = globalThis.fetch;

/** An identity provider in memory: one client, one person, S256 checked. */
class FakeProvider {
  readonly tokenRequests: URLSearchParams[] = [];
  challenge = '';
  nonce = '';

  visit(url: string): string {
    const query = new URL(url).searchParams;
    this.challenge = query.get('code_challenge') ?? '';
    this.nonce = query.get('nonce') ?? '';
    assert.equal(query.get('code_challenge_method'), 'S256');
    assert.equal(query.get('response_type'), 'code');
    return `${callback}?code=the-code&state=${query.get('state')}&iss=${encodeURIComponent(issuer)}`;
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = String(input instanceof Request ? input.url : input);
    if (url.endsWith('/.well-known/openid-configuration')) {
      return Response.json({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        end_session_endpoint: `${issuer}/end`,
      });
    }
    const form = new URLSearchParams(String(init?.body));
    this.tokenRequests.push(form);
    const verifier = form.get('code_verifier') ?? '';
    const right = createHash('sha256').update(verifier).digest('base64url') === this.challenge;
    if (form.get('grant_type') === 'authorization_code' && !right)
      return Response.json({ error: 'invalid_grant' }, { status: 400 });
    const claims = { iss: issuer, sub: 'ada', aud: 'portico', exp: 9_999_999_999, iat: 1, nonce: this.nonce };
    return Response.json({
      access_token: `access-${this.tokenRequests.length}`,
      id_token: `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`,
      refresh_token: `refresh-${this.tokenRequests.length}`,
      token_type: 'Bearer',
      expires_in: 60,
    });
  };
}

let provider: FakeProvider;
let storage: MemoryStorage;

beforeEach(() => {
  provider = new FakeProvider();
  storage = new MemoryStorage();
  globalThis.fetch = provider.fetch;
});
afterEach(() => {
  globalThis.fetch = original;
});

test('a code is exchanged with the verifier of the page that asked', async () => {
  const answer = provider.visit(await new OidcFlow(settings, storage).signInUrl());
  // The page was left meanwhile: only the storage is the same.
  const tokens = await new OidcFlow(settings, storage).finishSignIn(answer);
  assert.equal(tokens.accessToken, 'access-1');
  assert.equal(tokens.refreshToken, 'refresh-1');
  assert.ok(tokens.expiresAt > Date.now() + 50_000 && tokens.expiresAt <= Date.now() + 60_000);
});

test('an answer is refused with an unknown state, a second time, and from another issuer', async () => {
  const flow = new OidcFlow(settings, storage);
  const answer = provider.visit(await flow.signInUrl());
  await assert.rejects(flow.finishSignIn(`${callback}?code=x&state=unknown`));
  await assert.rejects(flow.finishSignIn(answer.replace('id.example', 'evil.example')), /another issuer/);
  await flow.finishSignIn(answer);
  await assert.rejects(flow.finishSignIn(answer));
});

test('an ID token with another nonce is refused', async () => {
  const flow = new OidcFlow(settings, storage);
  const answer = provider.visit(await flow.signInUrl());
  provider.nonce = 'replayed';
  await assert.rejects(flow.finishSignIn(answer), /nonce/);
});

test('a refresh token brings new tokens', async () => {
  const flow = new OidcFlow(settings, storage);
  const tokens = await flow.finishSignIn(provider.visit(await flow.signInUrl()));
  const renewed = await flow.renew(tokens);
  assert.equal(renewed.accessToken, 'access-2');
  assert.equal(renewed.refreshToken, 'refresh-2');
  assert.equal(provider.tokenRequests[1]?.get('refresh_token'), 'refresh-1');
});

test('signing out names the ID token and the way back', async () => {
  const flow = new OidcFlow(settings, storage);
  const tokens = await flow.finishSignIn(provider.visit(await flow.signInUrl()));
  const url = new URL((await flow.signOutUrl(tokens)) ?? '');
  assert.equal(url.origin + url.pathname, `${issuer}/end`);
  assert.equal(url.searchParams.get('id_token_hint'), tokens.idToken);
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), callback);
});
