import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import type { IssuerConfig } from '../config/site-config.ts';
import { createFakeIdentityProvider } from '../testing/fake-identity-provider.ts';
import { createTokenVerifier } from './bearer-token.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const DAY = 24 * 60 * 60;
const YEAR = 365 * DAY;

type Part = Readonly<Record<string, unknown>>;
interface Sent {
  readonly header?: Part;
  readonly claims?: Part;
}

/** A provider and a judge of its tokens; everything about them holds, but for what a case changes. */
async function judgeWith(rest: Partial<IssuerConfig> = {}) {
  const provider = await createFakeIdentityProvider({ now: () => NOW });
  const issuer: IssuerConfig = {
    issuer: provider.issuer,
    audience: ['portico'],
    algorithms: ['ES256'],
    claims: {},
    ...rest,
  };
  const verify = createTokenVerifier({ issuers: [issuer] }, { now: () => NOW, fetch: provider.fetch });
  /** `accepted`, or why it was refused. */
  return async ({ header = {}, claims = {} }: Sent): Promise<string> => {
    try {
      await verify(await provider.token(claims, header));
      return 'accepted';
    } catch (error) {
      if (!isProtocolError(error) || error.code !== 'invalid_token') throw error;
      return String((error.cause as Error | undefined)?.message);
    }
  };
}

const plain: Part = { typ: 'JWT' };
const scope: Part = { scope: 'openid' };

test('access tokens of the usual providers are taken, whatever they call their type', async () => {
  const judge = await judgeWith();
  const cases: Readonly<Record<string, Sent>> = {
    'RFC 9068': { header: { typ: 'at+jwt' }, claims: { client_id: 'web' } },
    'its media type in full': { header: { typ: 'application/at+jwt' } },
    'in capitals': { header: { typ: 'AT+JWT' } },
    'Microsoft Entra ID': { header: plain, claims: { scp: 'access', azp: 'web', ver: '2.0' } },
    Keycloak: { header: plain, claims: { scope: 'openid email', typ: 'Bearer', azp: 'web' } },
    'without a type': { header: { typ: undefined }, claims: scope },
    'media type of any JWT': { header: { typ: 'application/jwt' }, claims: scope },
    'scopes as a list': { header: plain, claims: { scp: ['read'] } },
    'of a client by name': { header: plain, claims: { client_id: 'web' } },
  };
  for (const [name, sent] of Object.entries(cases)) assert.equal(await judge(sent), 'accepted', name);
});

test('tokens of another kind are refused by their type, whatever else holds', async () => {
  const judge = await judgeWith();
  for (const typ of [
    'logout+jwt',
    'dpop+jwt',
    'secevent+jwt',
    'application/secevent+jwt',
    'DPoP+JWT',
    'token-introspection+jwt',
    'oauth-authz-req+jwt',
    'client-authentication+jwt',
    'statuslist+jwt',
    'vc+sd-jwt',
    'kb+jwt',
    'JOSE',
    'rt+jwt',
    'at+jwt ',
    'text/jwt',
    '',
    7,
    null,
    ['at+jwt'],
  ]) {
    assert.match(await judge({ header: { typ }, claims: scope }), /type/, JSON.stringify(typ));
  }
});

test('claims that no plain access token has are refused, with and without a type', async () => {
  for (const judge of [await judgeWith(), await judgeWith({ tokenType: 'at+jwt' })]) {
    const cases: Readonly<Record<string, Part>> = {
      'an ID token, by its nonce': { nonce: 'x' },
      'an ID token, by its access token': { at_hash: 'x' },
      'an ID token, by its code': { c_hash: 'x' },
      'an ID token, by its state': { s_hash: 'x' },
      'a logout token': { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
      'bound to a key by DPoP': { cnf: { jkt: 'x' } },
      'bound to a certificate': { cnf: { 'x5t#S256': 'x' } },
      'there, if empty': { nonce: null },
    };
    for (const [name, claims] of Object.entries(cases)) {
      assert.match(await judge({ claims: { ...scope, ...claims } }), /has the claim/, name);
    }
  }
});

test('without a type that says so, nothing is an access token that does not look like one', async () => {
  const judge = await judgeWith();
  for (const [name, claims] of Object.entries<Part>({
    'an ID token without a nonce': { auth_time: SECONDS, azp: 'portico', acr: '1' },
    'an ID token with roles': { roles: ['customer'], email: 'ann@example.com', email_verified: true },
    'an ID token of Cognito': { token_use: 'id', 'cognito:username': 'ann' },
    'an ID token of Keycloak': { typ: 'ID', azp: 'portico', sid: 'x' },
    'a scope that is none': { scope: '' },
    'scopes that are none': { scp: [] },
    'a scope of another kind': { scope: { openid: true } },
  })) {
    for (const header of [plain, { typ: undefined }]) {
      assert.match(await judge({ header, claims }), /none of the claims scope, scp, client_id/, name);
    }
  }
  const typed = await judgeWith({ tokenType: 'JWT' });
  assert.match(
    await typed({ header: plain }),
    /none of the claims/,
    'JWT says as little where it is asked for',
  );
});

test('which claims mark an access token can be said for an issuer', async () => {
  const judge = await judgeWith({ accessClaims: ['session_id'] });
  assert.equal(await judge({ header: plain, claims: { session_id: 'x' } }), 'accepted');
  assert.match(await judge({ header: plain, claims: scope }), /none of the claims session_id/);
  assert.equal(await judge({ header: { typ: 'at+jwt' } }), 'accepted');
});

test('what a token says itself of its use is believed where it is against it', async () => {
  const judge = await judgeWith();
  for (const claims of [{ token_use: 'id' }, { typ: 'ID' }, { typ: 'Refresh' }, { typ: 'Offline' }]) {
    assert.match(await judge({ header: plain, claims: { ...scope, ...claims } }), /for another use/);
  }
  assert.equal(await judge({ header: plain, claims: { ...scope, token_use: 'access' } }), 'accepted');
});

test('clients can be named; a token must be of one of them, by each claim that names one', async () => {
  const judge = await judgeWith({ clientIds: ['web', 'app'] });
  for (const claims of [
    { azp: 'web' },
    { client_id: 'app' },
    { azp: 'web', client_id: 'app' },
    { cid: 'web' },
  ]) {
    assert.equal(await judge({ claims }), 'accepted', JSON.stringify(claims));
  }
  for (const claims of [
    {},
    { azp: 'foreign' },
    { client_id: 'foreign' },
    { appid: 'foreign' },
    { azp: 'web', client_id: 'foreign' },
    { azp: ['web'] },
    { azp: 'WEB' },
    { azp: null },
  ]) {
    assert.match(await judge({ claims }), /client/, JSON.stringify(claims));
  }
  const open = await judgeWith();
  assert.equal(await open({ claims: { azp: 'foreign' } }), 'accepted', 'any, where none are named');
});

test('a token that is made for longer than a day, or was made long ago, is refused', async () => {
  const judge = await judgeWith();
  assert.equal(await judge({ claims: { iat: SECONDS - 10, exp: SECONDS - 10 + DAY } }), 'accepted');
  for (const claims of [
    { iat: SECONDS - 10 * YEAR, exp: SECONDS + 10 * YEAR },
    { iat: SECONDS - DAY, exp: SECONDS + 60 },
    { iat: SECONDS, exp: SECONDS + DAY + 1 },
    { exp: 1e300 },
    { iat: -1e300 },
    { iat: 0 },
  ]) {
    assert.match(await judge({ claims }), /longer than/, JSON.stringify(claims));
  }
});

test('how long a token may be good for can be said for an issuer', async () => {
  const short = await judgeWith({ maxTokenAge: 600 });
  assert.equal(await short({ claims: { exp: SECONDS + 600 } }), 'accepted');
  assert.match(await short({ claims: { exp: SECONDS + 601 } }), /longer than 600 seconds/);
  const long = await judgeWith({ maxTokenAge: 28 * 60 * 60 });
  assert.equal(await long({ claims: { exp: SECONDS + 28 * 60 * 60 } }), 'accepted');
});
