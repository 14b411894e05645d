import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { openStage, PEOPLE, type Stage } from './stage.ts';

let stage: Stage;
let genuine: string;

before(async () => {
  stage = await openStage();
  const visitor = await stage.visitor();
  const sent = visitor.page.waitForRequest((request) => Boolean(request.headers().authorization));
  await visitor.goto('/support.html');
  await visitor.signIn(PEOPLE.customer);
  genuine = ((await sent).headers().authorization ?? '').replace('Bearer ', '');
});
after(() => stage.close());

const claimsOf = (token: string): JWTPayload =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const headerOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());

async function session(token: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${stage.demo.adapter}/v1/session`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function forge(claims: JWTPayload, header: Record<string, unknown> = {}): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(claims)
    .setProtectedHeader({ ...headerOf(genuine), ...header, alg: 'RS256' })
    .sign(privateKey);
}

test('the token the provider gave is taken', async () => {
  const { status, body } = await session(genuine);
  assert.equal(status, 200);
  assert.match(String(body.displayName), /^Mira/);
  assert.ok((body.webRoles as string[]).includes('customer'));
});

test('forged, expired and foreign tokens get 401 and are never taken for a guest', async () => {
  const claims = claimsOf(genuine);
  const now = Math.floor(Date.now() / 1000);
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const tampered = genuine.split('.');
  tampered[1] = Buffer.from(JSON.stringify({ ...claims, roles: ['moderator'] })).toString('base64url');
  const tokens: Record<string, string> = {
    'signed by another key': await forge(claims),
    'signed by a key it brings along': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', jwk: await exportJWK(publicKey) })
      .sign(privateKey),
    'claims changed after signing': tampered.join('.'),
    'without a signature': new UnsecuredJWT(claims).encode(),
    expired: await forge({ ...claims, exp: now - 3600 }),
    'of another issuer': await forge({ ...claims, iss: 'https://login.example.com' }),
    'for another audience': await forge({ ...claims, aud: 'someone-else' }),
    'no token at all': 'not-a-token',
    empty: '',
  };
  for (const [what, token] of Object.entries(tokens)) {
    const { status, body } = await session(token);
    assert.equal(status, 401, what);
    assert.equal(body.code, 'invalid_token', what);
  }
});

test('a page whose token has been spoilt asks to sign in again', async () => {
  const response = await fetch(`${stage.demo.adapter}/v1/tables/case/records`, {
    headers: { authorization: `Bearer ${await forge(claimsOf(genuine))}` },
  });
  assert.equal(response.status, 401);
  assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer/);
});
