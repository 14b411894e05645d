import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ANONYMOUS } from '../authenticate/subject.ts';
import { loadSite } from '../config/load-site.ts';
import { formDefinition, formReceipt } from '../openapi/answer-schemas.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { ORIGIN, openPortal, type Portal } from '../testing/portal.ts';
import { portalSite } from '../testing/portal-site.ts';

const LEAD = '/v1/forms/lead/submissions';
const CASE = '/v1/forms/guest-case/submissions';
const PLAIN = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN };

/** The lead as the company sees it: a site of the same tables on which everyone may read leads. */
async function storedLead(portal: Portal, id: string) {
  const site = portalSite('https://id.example');
  const columns = ['topic', 'last_name', 'email', 'message', 'status', 'campaign_source', 'landing_page'];
  const permission = {
    id: 'see-leads',
    table: 'lead',
    webRoles: ['anonymous'],
    access: 'global',
    privileges: ['read'],
    columns: { read: columns },
    reason: 'to look at what was stored',
  } as const;
  const planner = createPlanner(
    loadSite({ ...site, tablePermissions: [...site.tablePermissions, permission] }),
  );
  return portal.store.get(planner.get(ANONYMOUS, 'lead', id));
}

test('a form says what it asks for', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/forms/lead');
  const definition = formDefinition.parse(await response.json());
  assert.deepEqual(
    definition.fields.map(({ name, required, maxLength }) => [name, required, maxLength]),
    [
      ['last_name', true, 100],
      ['email', true, 254],
      ['message', false, 200],
    ],
  );
  assert.match(response.headers.get('cache-control') ?? '', /public/);
  assert.equal((await portal.send('/v1/forms/nothing')).status, 404);
  assert.equal((await portal.send('/v1/forms/constructor')).status, 404);
});

test('an answer becomes a record with the fixed and the campaign values', async () => {
  const portal = await openPortal();
  const response = await portal.send(LEAD, {
    method: 'POST',
    json: {
      values: { last_name: 'Ash', email: 'ash@example.com' },
      consents: { news: true },
      campaign: { source: 'spring', landingPage: 'https://www.example/offer', term: 'not kept' },
    },
  });
  assert.equal(response.status, 201);
  const receipt = formReceipt.parse(await response.json());
  assert.equal(receipt.reference, null);
  const lead = await storedLead(portal, receipt.id);
  assert.equal(lead?.topic, 'From the website');
  assert.equal(lead?.status, 'new');
  assert.equal(lead?.campaign_source, 'spring');
  assert.equal(lead?.landing_page, 'https://www.example/offer');
});

test('a guest who may read no case is told its number, and only that', async () => {
  const portal = await openPortal();
  const response = await portal.send(CASE, {
    method: 'POST',
    json: {
      values: { title: 'Help', description: 'x', guest_email: 'a@b.example' },
      consents: { terms: true },
    },
  });
  const receipt = formReceipt.parse(await response.json());
  assert.match(receipt.reference ?? '', /^CAS-\d+$/);
  assert.equal((await portal.send(`/v1/tables/case/records/${receipt.id}`)).status, 404);
});

test('faults are told all at once, by field', async () => {
  const portal = await openPortal();
  const response = await portal.send(CASE, {
    method: 'POST',
    json: {
      values: { title: '', description: 'x', guest_email: 'nonsense', status: 'resolved' },
      consents: {},
    },
  });
  const problem = await response.json();
  assert.equal(problem.code, 'invalid_values');
  const paths = problem.issues.map((issue: { path: string }) => issue.path);
  for (const path of ['title', 'guest_email', 'status', 'consents.terms'])
    assert.ok(paths.includes(path), path);
});

test('a submission sent twice is one record', async () => {
  const portal = await openPortal();
  const send = () =>
    portal.send(CASE, {
      method: 'POST',
      headers: { 'idempotency-key': 'abc' },
      json: {
        values: { title: 'Help', description: 'x', guest_email: 'a@b.example' },
        consents: { terms: true },
      },
    });
  const [first, again] = [await send(), await send()];
  assert.deepEqual(await again.json(), await first.json());
  assert.equal(again.status, 200);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');
});

test('bodies of another shape are refused', async () => {
  const portal = await openPortal();
  for (const json of [
    ...[[], null, 1, 'x', {}],
    { values: null },
    { values: { last_name: { x: 1 } } },
    { values: { last_name: 'Ash', email: 'a@b.example' }, consents: { news: 'yes' } },
    { values: { last_name: 'Ash', email: 'a@b.example' }, campaign: { utm: 'x' } },
    { values: { last_name: 'Ash', email: 'a@b.example' }, extra: 1 },
  ]) {
    const response = await portal.send(LEAD, { method: 'POST', json });
    assert.equal(response.status, 400, JSON.stringify(json));
    assert.equal((await response.json()).code, 'malformed_request');
  }
});

test('a plain form is answered with a page in which nothing runs', async () => {
  const portal = await openPortal();
  const response = await portal.send(LEAD, {
    method: 'POST',
    headers: PLAIN,
    body: 'last_name=Ash&email=a%40b.example&message=&news=on&utm_source=ad',
  });
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  const html = await response.text();
  assert.match(html, /<html lang="en">/);
  assert.match(html, /<h1>Thank you<\/h1>/);
  assert.match(html, /We will write &lt;soon&gt;\./);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
  const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
  assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`));
});

test('a plain form with a redirect goes back to the website it came from', async () => {
  const portal = await openPortal();
  const response = await portal.send(CASE, {
    method: 'POST',
    headers: PLAIN,
    body: 'title=Help&description=x&guest_email=a%40b.example&terms=on',
  });
  assert.equal(response.status, 303);
  assert.equal(response.headers.get('location'), 'https://www.example/thanks');
});

test('faults of a plain form are a page that names the fields in their own words, escaped', async () => {
  const portal = await openPortal();
  const body = new URLSearchParams({ last_name: '', email: '<script>alert(1)</script>', '<img src=x>': 'y' });
  const unknown = await portal.send(LEAD, { method: 'POST', headers: PLAIN, body: String(body) });
  assert.equal(unknown.status, 422);
  assert.match(await unknown.text(), /&lt;img src=x&gt;: This form has no such field/);
  body.delete('<img src=x>');
  const response = await portal.send(LEAD, {
    method: 'POST',
    headers: { ...PLAIN, 'accept-language': 'de-AT,en;q=0.5' },
    body: String(body),
  });
  const html = await response.text();
  assert.match(html, /<html lang="de">/);
  assert.match(html, /<li>Your name: /);
  assert.doesNotMatch(html, /<script/);
});

test('a plain form for no form, and one that is too long, are pages too', async () => {
  const portal = await openPortal();
  const missing = await portal.send('/v1/forms/nothing/submissions', {
    method: 'POST',
    headers: PLAIN,
    body: 'a=b',
  });
  assert.equal(missing.status, 404);
  const long = await portal.send(LEAD, {
    method: 'POST',
    headers: PLAIN,
    body: `message=${'a'.repeat(70_000)}`,
  });
  assert.equal(long.status, 413);
  for (const response of [missing, long])
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
});

test('other content types are refused', async () => {
  const portal = await openPortal();
  for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/xml']) {
    const response = await portal.send(LEAD, {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'x',
    });
    assert.equal((await response.json()).code, 'unsupported_media_type', type);
  }
});
