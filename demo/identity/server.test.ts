import assert from 'node:assert/strict';
import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePorts } from '../free-ports.ts';
import type { RunningServer } from '../listen.ts';
import { LOGINS } from './logins.ts';
import { startIdentity } from './server.ts';
import { AUDIENCE, authorization, exchange, follow, signIn, type Visitor, visit } from './sign-in-flow.ts';

const siteOrigin = 'http://localhost:8080';
let data: string;
let port: number;
let identity: RunningServer;

function parts(token: string): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header = '', claims = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return { header: read(header), claims: read(claims) };
}

async function verified(token: string): Promise<boolean> {
  const { keys } = (await (await fetch(`${identity.origin}/jwks`)).json()) as { keys: JsonWebKey[] };
  const { header } = parts(token);
  const key = keys.find((candidate) => candidate.kid === header.kid);
  if (!key) return false;
  const [head, body, signature = ''] = token.split('.');
  return createVerify('RSA-SHA256')
    .update(`${head}.${body}`)
    .verify(createPublicKey({ key, format: 'jwk' }), signature, 'base64url');
}

const newVisitor = (): Visitor => ({ cookies: new Map() });

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'portico-identity-'));
  ({ identity: port } = await freePorts());
  identity = await startIdentity({ port, siteOrigin, data });
});

after(async () => {
  await identity.close();
  await rm(data, { recursive: true });
});

describe('signing in', () => {
  for (const login of LOGINS) {
    it(`gives ${login.role} an access token the adapter can check`, async () => {
      const { access_token, token_type } = await signIn(identity.origin, siteOrigin, login.subject);
      const { header, claims } = parts(access_token);
      assert.equal(token_type, 'Bearer');
      assert.equal(header.alg, 'RS256');
      assert.equal(header.typ, 'at+jwt');
      assert.equal(claims.iss, identity.origin);
      assert.equal(claims.aud, AUDIENCE);
      assert.equal(claims.sub, login.subject);
      assert.equal(claims.name, login.name);
      assert.equal(claims.email, login.email);
      assert.equal(claims.email_verified, true);
      assert.deepEqual(claims.roles, login.roles);
      assert.ok(Number(claims.exp) > Number(claims.iat));
      assert.ok(await verified(access_token));
    });
  }

  it('names the person in the ID token, for the header of the site', async () => {
    const { id_token } = await signIn(identity.origin, siteOrigin, 'mira');
    const { claims } = parts(id_token);
    assert.equal(claims.name, 'Mira Lindqvist');
    assert.equal(claims.email, 'mira.lindqvist@example.com');
  });

  it('shows one login per role', async () => {
    const visitor = newVisitor();
    const interaction = await follow(
      visitor,
      identity.origin,
      await visit(visitor, authorization(identity.origin, siteOrigin).url),
    );
    const html = await (await visit(visitor, interaction)).text();
    for (const { subject, role } of LOGINS) {
      assert.ok(html.includes(`value="${subject}"`));
      assert.ok(html.includes(role));
    }
    assert.ok(!/ style=|<script/.test(html));
  });

  it('does not ask again while the session lasts', async () => {
    const visitor = newVisitor();
    await signIn(identity.origin, siteOrigin, 'tomas', visitor);
    const answer = await follow(
      visitor,
      identity.origin,
      await visit(visitor, authorization(identity.origin, siteOrigin).url),
    );
    assert.ok(new URL(answer).searchParams.has('code'));
  });

  it('returns to the site with an error when cancelled', async () => {
    const visitor = newVisitor();
    const interaction = await follow(
      visitor,
      identity.origin,
      await visit(visitor, authorization(identity.origin, siteOrigin).url),
    );
    const press = await visit(visitor, interaction, {
      method: 'POST',
      body: new URLSearchParams({ login: '' }),
    });
    const callback = new URL(await follow(visitor, identity.origin, press));
    assert.equal(callback.origin, siteOrigin);
    assert.equal(callback.searchParams.get('error'), 'access_denied');
  });
});

describe('refusals', () => {
  const refused = async (changes: Record<string, string | null>) => {
    const visitor = newVisitor();
    const response = await visit(visitor, authorization(identity.origin, siteOrigin, changes).url);
    return { response, location: response.headers.get('location') };
  };

  it('never redirects to a page that is not registered', async () => {
    const { response, location } = await refused({
      redirect_uri: 'http://localhost:9/portico-callback.html',
    });
    assert.equal(response.status, 400);
    assert.equal(location, null);
  });

  it('knows no other client', async () => {
    const { response } = await refused({ client_id: 'another-site' });
    assert.equal(response.status, 400);
  });

  for (const [what, changes] of [
    ['a request without PKCE', { code_challenge: null, code_challenge_method: null }],
    ['the plain challenge method', { code_challenge_method: 'plain' }],
    ['the implicit flow', { response_type: 'token' }],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const { location } = await refused(changes);
      const answer = new URL(location ?? '');
      const error =
        answer.searchParams.get('error') ?? new URLSearchParams(answer.hash.slice(1)).get('error');
      assert.match(error ?? '', /invalid_request|unsupported_response_type|unauthorized_client/);
      assert.equal(answer.searchParams.get('code'), null);
    });
  }

  it('takes a code once, and only with the verifier it was asked with', async () => {
    const visitor = newVisitor();
    const obtain = async () => {
      const { url, verifier } = authorization(identity.origin, siteOrigin);
      const answer = new URL(await follow(visitor, identity.origin, await visit(visitor, url)));
      return { code: answer.searchParams.get('code') ?? '', verifier };
    };
    await signIn(identity.origin, siteOrigin, 'mira', visitor);
    const first = await obtain();
    assert.equal((await exchange(identity.origin, siteOrigin, first.code, 'x'.repeat(43))).status, 400);
    const second = await obtain();
    assert.equal((await exchange(identity.origin, siteOrigin, second.code, second.verifier)).status, 200);
    assert.equal((await exchange(identity.origin, siteOrigin, second.code, second.verifier)).status, 400);
  });

  it('answers an interaction nobody began with a page, not a crash', async () => {
    for (const method of ['GET', 'POST', 'PUT']) {
      const response = await fetch(`${identity.origin}/interaction/nothing-here`, { method });
      assert.equal(response.status, 400);
      assert.match(await response.text(), /expired/);
    }
  });

  it('lets no page of another origin read its answers', async () => {
    const allowed = async (origin: string) => {
      const response = await exchange(identity.origin, origin, 'unknown', 'x'.repeat(43));
      return response.headers.get('access-control-allow-origin');
    };
    assert.equal(await allowed('http://evil.example.com'), null);
    assert.equal(await allowed(siteOrigin), siteOrigin);
  });
});

describe('signing out', () => {
  it('ends the session and returns to the site', async () => {
    const visitor = newVisitor();
    const { id_token } = await signIn(identity.origin, siteOrigin, 'mira', visitor);
    const end = new URL('/session/end', identity.origin);
    end.searchParams.set('id_token_hint', id_token);
    end.searchParams.set('post_logout_redirect_uri', `${siteOrigin}/`);
    const html = await (await visit(visitor, end.href)).text();
    assert.ok(html.includes('/sign-out.js'), 'the person is not asked a second time');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const done = await visit(visitor, `${identity.origin}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    assert.equal(done.headers.get('location'), `${siteOrigin}/`);
    const again = await follow(
      visitor,
      identity.origin,
      await visit(visitor, authorization(identity.origin, siteOrigin).url),
    );
    assert.ok(again.includes('/interaction/'));
  });

  it('asks first when the site did not send the person', async () => {
    const visitor = newVisitor();
    await signIn(identity.origin, siteOrigin, 'mira', visitor);
    const html = await (await visit(visitor, `${identity.origin}/session/end`)).text();
    assert.ok(html.includes('Stay signed in'));
    assert.ok(!html.includes('/sign-out.js'));
  });
});

describe('starting', () => {
  it('keeps the signing keys, so tokens from before a restart stay good', async () => {
    const { access_token } = await signIn(identity.origin, siteOrigin, 'mira');
    await identity.close();
    identity = await startIdentity({ port, siteOrigin, data });
    assert.ok(await verified(access_token));
  });

  it('keeps the private keys from other users', async () => {
    assert.equal((await stat(join(data, 'secrets.json'))).mode & 0o077, 0);
  });

  it('says that the port is taken', async () => {
    await assert.rejects(startIdentity({ port, siteOrigin, data }), /Port \d+ is taken/);
  });
});
