import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { createAdapter } from './adapter.ts';
import { ConfigError } from './config/config-error.ts';
import * as answers from './openapi/answer-schemas.ts';
import { createMemoryStore } from './store/memory-store.ts';
import { ORIGIN, openPortal } from './testing/portal.ts';
import { id } from './testing/portal-records.ts';
import { portalSite } from './testing/portal-site.ts';

/** The body of an answer, held against the schema that documents it. */
async function bodyOf<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const body: unknown = await response.json();
  assert.ok(response.ok, JSON.stringify(body));
  return schema.parse(body);
}

async function problemOf(response: Response) {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  const problem = answers.problem.parse(await response.json());
  assert.equal(problem.status, response.status);
  return problem;
}

test('a configuration with a fault does not start', async () => {
  const site = portalSite('https://id.example');
  const broken = { ...site, tablePermissions: [{ ...site.tablePermissions[0]!, table: 'nowhere' }] };
  await assert.rejects(createAdapter({ site: broken, store: createMemoryStore() }), ConfigError);
});

test('the site is told to everyone and may be cached, but not with a token', async () => {
  const portal = await openPortal({ sdkVersion: '2.3.4' });
  const response = await portal.send('/v1/site');
  const info = await bodyOf(response, answers.siteInfo);
  assert.deepEqual(info.forms, ['lead', 'guest-case']);
  assert.equal(info.sdk, '2.3.4');
  assert.equal(info.identity?.clientId, 'site');
  assert.match(response.headers.get('cache-control') ?? '', /public/);
  assert.equal((await portal.send('/v1/site', { as: 'ann' })).headers.get('cache-control'), 'no-store');
});

test('the session names the subject, and web roles only of the mapped claim', async () => {
  const portal = await openPortal();
  const anonymous = await bodyOf(await portal.send('/v1/session'), answers.sessionInfo);
  assert.deepEqual(anonymous.webRoles, ['anonymous']);
  const ann = await bodyOf(await portal.send('/v1/session', { as: 'ann' }), answers.sessionInfo);
  assert.deepEqual(
    { ...ann, expiresAt: null },
    {
      authenticated: true,
      displayName: 'Ann',
      webRoles: ['authenticated', 'customer'],
      contact: id(1),
      account: id(10),
      expiresAt: null,
    },
  );
  const mia = await bodyOf(await portal.send('/v1/session', { as: 'mia' }), answers.sessionInfo);
  assert.deepEqual(mia.webRoles, ['authenticated', 'moderator']);
});

test('a token that does not hold is 401 on every route with a subject, never anonymity', async () => {
  const portal = await openPortal();
  for (const path of ['/v1/site', '/v1/session', '/v1/search?q=brake', '/v1/tables/article/records']) {
    for (const authorization of ['Bearer nonsense', 'Bearer', 'Basic YTpi', 'Bearer a.b.c', '']) {
      const response = await portal.send(path, { headers: { authorization } });
      assert.equal((await problemOf(response)).code, 'invalid_token', `${path} ${authorization}`);
      assert.match(response.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
    }
  }
});

test('search finds what the searcher may read, marked, with facets, page by page', async () => {
  const portal = await openPortal();
  const first = await bodyOf(
    await portal.send('/v1/search?q=brake&limit=2&facets=category'),
    answers.searchPage,
  );
  assert.equal(first.count, 5);
  assert.equal(first.hits.length, 2);
  assert.ok(first.hits.every((hit) => hit.title.some((segment) => segment.match)));
  assert.deepEqual(first.facets, [
    {
      table: 'article',
      column: 'category',
      label: 'Category',
      values: [{ value: id(20), label: 'Brakes', count: 5 }],
    },
  ]);
  const seen = new Set(first.hits.map((hit) => hit.id));
  let { cursor } = first;
  while (cursor) {
    const page = await bodyOf(
      await portal.send(`/v1/search?q=brake&limit=2&cursor=${cursor}`),
      answers.searchPage,
    );
    for (const hit of page.hits) seen.add(hit.id);
    cursor = page.cursor;
  }
  assert.equal(seen.size, 5);
});

test('a search cursor of another query is refused', async () => {
  const portal = await openPortal();
  const { cursor } = await bodyOf(await portal.send('/v1/search?q=brake&limit=2'), answers.searchPage);
  const other = await portal.send(`/v1/search?q=chain&limit=2&cursor=${cursor}`);
  assert.equal((await problemOf(other)).code, 'invalid_cursor');
});

test('a search filter narrows, by readable columns only', async () => {
  const portal = await openPortal();
  const search = (filter: object) =>
    portal.send(`/v1/search?q=brake&tables=article&filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const one = { type: 'condition', column: 'id', operator: 'eq', value: id(103) };
  assert.equal((await bodyOf(await search(one), answers.searchPage)).count, 1);
  const hidden = { type: 'condition', column: 'internal_note', operator: 'contains', value: 'canary' };
  assert.equal((await problemOf(await search(hidden))).code, 'unknown_column');
});

test('suggestions complete the last word and show hits', async () => {
  const portal = await openPortal();
  const found = await bodyOf(await portal.send('/v1/suggest?q=bra'), answers.suggestions);
  assert.ok(found.hits.length > 0);
  assert.deepEqual(found.completions, ['brake']);
});

test('a table is described as its reader may use it', async () => {
  const portal = await openPortal();
  const info = await bodyOf(await portal.send('/v1/tables/case', { as: 'ann' }), answers.tableInfo);
  assert.equal(info.columns.internal_note, undefined);
  assert.deepEqual(info.actions, ['close', 'reopen']);
  assert.equal((await problemOf(await portal.send('/v1/tables/identity', { as: 'ann' }))).code, 'not_found');
});

test('records are listed with select, sort, filter, count and cursor', async () => {
  const portal = await openPortal();
  const filter = encodeURIComponent(
    JSON.stringify({ type: 'condition', column: 'title', operator: 'starts_with', value: 'brake' }),
  );
  const query = `/v1/tables/article/records?select=title&sort=-title&limit=2&count=true&filter=${filter}`;
  const first = await bodyOf(await portal.send(query), answers.recordPage);
  assert.equal(first.count, 5);
  assert.deepEqual(
    first.records.map((record) => record.title),
    ['Brake article 5', 'Brake article 4'],
  );
  const second = await bodyOf(await portal.send(`${query}&cursor=${first.cursor}`), answers.recordPage);
  assert.deepEqual(
    second.records.map((record) => record.title),
    ['Brake article 3', 'Brake article 2'],
  );
});

test('a lookup is expanded under the permissions of its target', async () => {
  const portal = await openPortal();
  const record = await bodyOf(
    await portal.send(`/v1/tables/article/records/${id(101)}?select=category&expand=category`),
    answers.tableRecord,
  );
  assert.deepEqual((record.category as { record?: { name?: unknown } }).record?.name, 'Brakes');
});

test('a record of another contact, a missing one and an id of another shape are told apart by nothing', async () => {
  const portal = await openPortal();
  const ids = [id(201), id(999), 'x', '../200', '%ff', '0'.repeat(5000), '__proto__'];
  const bodies = await Promise.all(
    ids.map(async (name) => {
      const response = await portal.send(`/v1/tables/case/records/${encodeURIComponent(name)}`, {
        as: 'ann',
      });
      assert.equal(response.status, 404);
      return response.text();
    }),
  );
  assert.equal(new Set(bodies).size, 1);
});

test('a created record is stored, answered with its place, and readable', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/tables/case/records', {
    as: 'ann',
    method: 'POST',
    json: { title: 'Loose spoke', description: 'It ticks.' },
  });
  assert.equal(response.status, 201);
  const written = await bodyOf(response, answers.writtenRecord);
  assert.equal(response.headers.get('location'), `/v1/tables/case/records/${written.id}`);
  assert.equal(written.record?.title, 'Loose spoke');
  assert.equal(response.headers.get('etag'), `"${written.record?.etag}"`);
  assert.deepEqual(written.record?.contact, { id: id(1), table: 'contact', label: 'Ann Ash' });
});

test('who may create but not read gets the id alone', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/tables/lead/records', {
    method: 'POST',
    json: { topic: 'Hello', last_name: 'Ash' },
  });
  const written = await bodyOf(response, answers.writtenRecord);
  assert.equal(written.record, null);
});

test('the same key with the same body creates once; with another body it is refused', async () => {
  const portal = await openPortal();
  const create = (title: string) =>
    portal.send('/v1/tables/case/records', {
      as: 'ann',
      method: 'POST',
      headers: { 'idempotency-key': 'key-1' },
      json: { title, description: 'x' },
    });
  const first = await create('Once');
  const again = await create('Once');
  assert.equal(again.status, 200);
  assert.equal(again.headers.get('idempotent-replayed'), 'true');
  assert.equal((await again.json()).id, (await first.json()).id);
  assert.equal((await problemOf(await create('Twice'))).code, 'idempotency_key_reused');
  const cases = await bodyOf(
    await portal.send('/v1/tables/case/records?count=true', { as: 'ann' }),
    answers.recordPage,
  );
  assert.equal(cases.count, 2);
});

test('a key of one subject is none of another', async () => {
  const portal = await openPortal();
  const create = (as: 'ann' | 'bob') =>
    portal.send('/v1/tables/case/records', {
      as,
      method: 'POST',
      headers: { 'idempotency-key': 'shared' },
      json: { title: 'Mine', description: 'x' },
    });
  assert.equal((await create('ann')).status, 201);
  assert.equal((await create('bob')).status, 201);
});

test('a record is changed only as it was read', async () => {
  const portal = await openPortal();
  const path = `/v1/tables/case/records/${id(200)}`;
  const { etag } = await bodyOf(await portal.send(path, { as: 'ann' }), answers.tableRecord);
  const change = (title: string, match: string) =>
    portal.send(path, { as: 'ann', method: 'PATCH', headers: { 'if-match': match }, json: { title } });
  const changed = await bodyOf(await change('Chain slips more', `"${etag}"`), answers.writtenRecord);
  assert.equal(changed.record?.title, 'Chain slips more');
  assert.equal((await problemOf(await change('Lost', `"${etag}"`))).code, 'etag_mismatch');
  assert.equal((await change('Bare', String(changed.record?.etag))).status, 200);
  assert.equal((await change('Any', '*')).status, 200);
  assert.equal((await problemOf(await change('List', '"a", "b"'))).code, 'invalid_parameter');
});

test('a deleted record is gone, and another contact cannot delete it', async () => {
  const portal = await openPortal();
  const path = `/v1/tables/case/records/${id(200)}`;
  assert.equal((await portal.send(path, { as: 'bob', method: 'DELETE' })).status, 404);
  const response = await portal.send(path, { as: 'ann', method: 'DELETE' });
  assert.equal(response.status, 204);
  assert.equal(await response.text(), '');
  assert.equal((await portal.send(path, { as: 'ann' })).status, 404);
});

test('a named command does what it says, to whom it is granted', async () => {
  const portal = await openPortal();
  const close = (as: 'ann' | 'bob') =>
    portal.send(`/v1/tables/case/records/${id(200)}/close`, {
      as,
      method: 'POST',
      json: { resolution: 'Oil' },
    });
  assert.equal((await close('bob')).status, 404);
  const { record } = await bodyOf(await close('ann'), answers.actionResult);
  assert.equal(record?.status, 'resolved');
  assert.equal((await problemOf(await close('ann'))).code, 'action_not_possible');
  const moderate = await portal.send(`/v1/tables/thread/records/${id(310)}/moderate`, {
    as: 'mia',
    method: 'POST',
    json: { visibility: 'hidden' },
  });
  assert.equal((await bodyOf(moderate, answers.actionResult)).record?.visibility, 'hidden');
  assert.equal((await portal.send(`/v1/tables/thread/records/${id(310)}`, { as: 'ann' })).status, 404);
});

test('Markdown is rendered and sanitized when it is written', async () => {
  const portal = await openPortal();
  const response = await portal.send('/v1/tables/thread/records', {
    as: 'ann',
    method: 'POST',
    json: { title: 'Hi', body: '**bold** <img src=x onerror=alert(1)>', forum: id(300) },
  });
  const { record } = await bodyOf(response, answers.writtenRecord);
  assert.equal(record?.body_html, '<p><strong>bold</strong> &lt;img src=x onerror=alert(1)&gt;</p>\n');
  assert.equal(record?.author_name, 'Ann');
});

test('content comes in the nearest language, and drafts do not come', async () => {
  const portal = await openPortal();
  const content = async (path: string) => bodyOf(await portal.send(path), answers.snippet);
  assert.equal((await content('/v1/content/hours?locale=de-AT')).html, '<p>Neun bis fünf.</p>');
  assert.equal((await content('/v1/content/hours?locale=fr')).locale, 'en');
  assert.equal((await content('/v1/content/hours')).locale, 'en');
  assert.equal((await portal.send('/v1/content/offer')).status, 404);
  assert.equal((await portal.send('/v1/content/nothing')).status, 404);
});

test('content of a site where nobody may read snippets is not found', async () => {
  const portal = await openPortal({
    change: (site) => ({
      ...site,
      tablePermissions: site.tablePermissions.filter((permission) => permission.table !== 'snippet'),
    }),
  });
  assert.equal((await problemOf(await portal.send('/v1/content/hours'))).code, 'not_found');
});

test('an unknown failure is an internal error, logged with the id of the request, told by nothing', async () => {
  const memory = createMemoryStore();
  const portal = await openPortal({
    store: { ...memory, list: () => Promise.reject(new Error('SELECT secret FROM users')) },
  });
  const response = await portal.send('/v1/tables/article/records');
  const text = await response.text();
  assert.equal(response.status, 500);
  assert.deepEqual(JSON.parse(text), {
    type: '/problems/internal_error',
    title: 'Something went wrong on our side.',
    status: 500,
    code: 'internal_error',
  });
  assert.equal(portal.logged[0]?.requestId, response.headers.get('x-request-id'));
});

test('what is thrown and is no error is an internal error too', async () => {
  const portal = await openPortal({ store: { ...createMemoryStore(), list: () => Promise.reject(null) } });
  assert.equal((await portal.send('/v1/tables/article/records')).status, 500);
});

test('nothing hidden shows in any answer to any reader', async () => {
  const portal = await openPortal();
  const paths = [
    '/v1/search?q=canary&facets=true',
    '/v1/search?q=brake&facets=true',
    '/v1/suggest?q=can',
    '/v1/tables/article/records?limit=100',
    '/v1/tables/case/records?limit=100',
    `/v1/tables/case/records/${id(200)}`,
    `/v1/tables/case/records/${id(201)}`,
    '/v1/tables/contact/records',
    '/v1/tables/thread/records?expand=forum',
    '/v1/content/offer',
  ];
  for (const as of [undefined, 'ann', 'mia'] as const) {
    for (const path of paths) {
      const text = await (await portal.send(path, as ? { as } : {})).text();
      assert.doesNotMatch(text, /canary-|Canary|secret@acme/, `${as ?? 'anonymous'} ${path}`);
    }
  }
});

test('pages of the site may read answers, other pages may not', async () => {
  const portal = await openPortal();
  const allowed = await portal.send('/v1/site', { headers: { origin: ORIGIN } });
  assert.equal(allowed.headers.get('access-control-allow-origin'), ORIGIN);
  assert.match(allowed.headers.get('access-control-expose-headers') ?? '', /Retry-After/);
  assert.equal(allowed.headers.get('access-control-allow-credentials'), null);
});
