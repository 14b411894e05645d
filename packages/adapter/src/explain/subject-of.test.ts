import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanSite, edited } from '../check/testing/clean-site.ts';
import { loadSite } from '../config/load-site.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { subjectOfClaims, subjectOfContact } from './subject-of.ts';

const ISSUER = 'https://login.example.com';
const ANN = '00000000-0000-4000-8000-0000000000a1';
const NORTH = '00000000-0000-4000-8000-0000000000b1';

async function opened(config: SiteConfig = cleanSite) {
  const site = loadSite(config);
  const store = createMemoryStore();
  await store.open(site.storeTables);
  const planner = createPlanner(site);
  const context = { now: '2026-01-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
  const put = (table: string, id: string, values: object) =>
    store.write(planner.importRecords(table, [{ id, values }], context));
  await put('account', NORTH, { name: 'North' });
  await put('contact', ANN, { name: 'Ann', email: 'ann@example.com', account: NORTH });
  await put('identity', crypto.randomUUID(), { issuer: ISSUER, subject: 'ann', contact: ANN });
  return { site, planner, store };
}

describe('a contact', () => {
  it('has the account of its record, and is signed in', async () => {
    const records = await opened();
    const subject = await subjectOfContact(ANN, ['partner'], records);
    assert.deepEqual([subject?.contact, subject?.account], [ANN, NORTH]);
    assert.deepEqual([...(subject?.webRoles ?? [])], ['authenticated', 'partner']);
    assert.equal(await subjectOfContact(NORTH, [], records), null);
  });
});

describe('claims of a token', () => {
  const read = async (claims: Readonly<Record<string, unknown>>, config?: SiteConfig) => {
    const { site, ...records } = await opened(config);
    const subject = await subjectOfClaims(site, claims, records);
    return subject && [subject.contact, subject.account, [...subject.webRoles]];
  };

  it('lead to the contact tied to them, with the web roles that their roles mean', async () => {
    const claims = { iss: ISSUER, sub: 'ann', roles: ['dealer', 'king'] };
    assert.deepEqual(await read(claims), [ANN, NORTH, ['authenticated', 'partner']]);
    assert.deepEqual(await read({ sub: 'ann' }), [ANN, NORTH, ['authenticated']]);
  });

  it('of somebody unknown lead to nobody’s records', async () => {
    assert.deepEqual(await read({ sub: 'eve', roles: 'worker' }), [null, null, ['authenticated', 'staff']]);
  });

  it('lead by a verified address only where a first sign-in would', async () => {
    const claims = { sub: 'new', email: 'ann@example.com', email_verified: true };
    assert.deepEqual(await read(claims), [null, null, ['authenticated']]);
    const linking = edited(cleanSite, (config) => {
      for (const issuer of config.identity?.issuers ?? []) issuer.linkByVerifiedEmail = true;
    });
    assert.deepEqual(await read(claims, linking), [ANN, NORTH, ['authenticated']]);
    assert.deepEqual(await read({ ...claims, email_verified: false }, linking), [
      null,
      null,
      ['authenticated'],
    ]);
  });

  it('of other issuers, or of nobody, are nobody', async () => {
    assert.equal(await read({ iss: 'https://evil.example', sub: 'ann' }), null);
    assert.equal(await read({ iss: ISSUER }), null);
  });
});
