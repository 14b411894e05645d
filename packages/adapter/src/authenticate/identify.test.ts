import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IssuerConfig, SiteConfig } from '../config/site-config.ts';
import { openPortal, type Portal } from '../testing/portal.ts';
import { id } from '../testing/portal-records.ts';

function withIssuer(change: Partial<IssuerConfig>): (site: SiteConfig) => SiteConfig {
  return (site) => {
    const identity = site.identity;
    assert.ok(identity);
    return {
      ...site,
      identity: { ...identity, issuers: identity.issuers.map((issuer) => ({ ...issuer, ...change })) },
    };
  };
}

async function sessionOf(portal: Portal, claims: Readonly<Record<string, unknown>>) {
  const token = await portal.identityProvider.token(claims);
  const response = await portal.send('/v1/session', { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

test('someone unknown is refused while registration is closed', async () => {
  const portal = await openPortal();
  const { status, body } = await sessionOf(portal, {
    sub: 'new',
    email: 'cleo@example.com',
    email_verified: true,
  });
  assert.equal(status, 403);
  assert.equal(body.code, 'registration_closed');
});

test('open registration makes one contact at the first sign-in, also of requests that race', async () => {
  const portal = await openPortal({ change: withIssuer({ registration: 'open' }) });
  const claims = { sub: 'new', name: 'Nia New', email: 'nia@example.com', email_verified: true };
  const sessions = await Promise.all([1, 2, 3, 4].map(() => sessionOf(portal, claims)));
  assert.ok(
    sessions.every(({ status }) => status === 200),
    JSON.stringify(sessions),
  );
  assert.equal(new Set(sessions.map(({ body }) => body.contact)).size, 1);
  assert.equal((await sessionOf(portal, claims)).body.contact, sessions[0]?.body.contact);
  assert.equal(sessions[0]?.body.displayName, 'Nia New');
});

test('a registered person without names is still someone', async () => {
  const portal = await openPortal({ change: withIssuer({ registration: 'open' }) });
  const { status, body } = await sessionOf(portal, { sub: 'bare' });
  assert.equal(status, 200);
  assert.equal(typeof body.contact, 'string');
});

test('a verified address links to its contact, once and for good', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  const linked = await sessionOf(portal, { sub: 'new', email: 'cleo@example.com', email_verified: true });
  assert.equal(linked.body.contact, id(4));
  assert.equal(linked.body.account, id(10));
  // The tie is to the subject: an address that changes later changes nothing.
  assert.equal(
    (await sessionOf(portal, { sub: 'new', email: 'bob@example.com', email_verified: true })).body.contact,
    id(4),
  );
});

test('an address that was given to somebody else opens nothing', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  const claims = { email: 'cleo@example.com', email_verified: true };
  assert.equal((await sessionOf(portal, { ...claims, sub: 'first' })).status, 200);
  const later = await sessionOf(portal, { ...claims, sub: 'second' });
  assert.equal(later.status, 403);
  assert.equal(later.body.code, 'registration_closed');
  assert.equal((await sessionOf(portal, { ...claims, sub: 'first' })).status, 200, 'the first keeps it');
});

test('an address that is not verified, or not by true itself, links to nobody', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  for (const email_verified of [undefined, false, 'true', 1]) {
    const { status } = await sessionOf(portal, { sub: 'new', email: 'cleo@example.com', email_verified });
    assert.equal(status, 403, String(email_verified));
  }
});

test('an address that two contacts share links to neither', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  await portal.add('contact', id(900), { name: 'Ann Other', email: 'cleo@example.com' });
  const { status } = await sessionOf(portal, { sub: 'new', email: 'cleo@example.com', email_verified: true });
  assert.equal(status, 403);
});

test('an address is another when only Unicode calls its letters the same', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  await portal.add('contact', id(901), { name: 'Mark', email: 'mark@example.com' });
  const tokenOf = (email: string) => ({ sub: `who has ${email}`, email, email_verified: true });
  // The Kelvin sign: lower case of it is the Latin k.
  assert.equal((await sessionOf(portal, tokenOf('mar\u212a@example.com'))).status, 403);
  assert.equal((await sessionOf(portal, tokenOf('MARK@Example.com'))).body.contact, id(901));
});

test('an address with half a character links to nobody', async () => {
  const portal = await openPortal({ change: withIssuer({ linkByVerifiedEmail: true }) });
  await portal.add('contact', id(902), { name: 'Rex', email: '\ufffd@example.com' });
  const claims = { sub: 'half', email: '\ud800@example.com', email_verified: true };
  assert.equal((await sessionOf(portal, claims)).status, 403);
});

test('without the option, a verified address links to nobody', async () => {
  const portal = await openPortal({ change: withIssuer({ registration: 'open' }) });
  const { body } = await sessionOf(portal, { sub: 'new', email: 'cleo@example.com', email_verified: true });
  assert.notEqual(body.contact, id(1));
});

test('an account comes from the contact, whatever the token says', async () => {
  const portal = await openPortal();
  const { body } = await sessionOf(portal, {
    sub: 'bob',
    account: id(10),
    contact: id(1),
    roles: ['customer'],
  });
  assert.equal(body.contact, id(2));
  assert.equal(body.account, null);
});

test('a contact that is taken away takes its rights along at the next request', async () => {
  const portal = await openPortal();
  assert.equal((await sessionOf(portal, { sub: 'ann' })).status, 200);
  await portal.add('contact', id(1), { name: 'Ann Ash', account: null });
  assert.equal((await sessionOf(portal, { sub: 'ann' })).body.account, null);
});

test('an identity provider that is down is 503 with a time to come back', async () => {
  const portal = await openPortal();
  portal.identityProvider.stop();
  const response = await portal.send('/v1/session', { as: 'ann' });
  assert.equal(response.status, 503);
  assert.equal((await response.json()).code, 'identity_unavailable');
  assert.ok(Number(response.headers.get('retry-after')) > 0);
  assert.equal(response.headers.get('www-authenticate'), null);
});
