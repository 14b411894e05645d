import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { html, ID, json, page, row, SECRET, scriptedClient, TOKEN_URL } from './testing/scripted-fetch.ts';

const QUERY = { select: ['title'] };
const HOUR = 3600_000;

function clock(start = Date.parse('2026-01-01T00:00:00Z')) {
  let time = start;
  return {
    now: () => time,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}
/** What was begun beside a request has ended. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const unauthorized = () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } });

describe('a token', () => {
  test('is asked for with the credentials, in the body alone', async () => {
    const { client, tokenRequests } = scriptedClient([page([])]);
    await client.list('incidents', QUERY);
    const [asked] = tokenRequests;
    assert.equal(asked?.url, TOKEN_URL);
    assert.equal(asked?.method, 'POST');
    assert.deepEqual(Object.fromEntries(new URLSearchParams(asked?.body)), {
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: SECRET,
      scope: 'https://org.crm.dynamics.com/.default',
    });
    assert.equal(asked?.headers.get('content-type'), 'application/x-www-form-urlencoded');
    assert.equal(asked?.headers.get('authorization'), null);
  });

  test('serves many requests, and many that come at once', async () => {
    const { client, sent, tokenRequests } = scriptedClient(Array.from({ length: 12 }, () => page([])));
    await Promise.all(Array.from({ length: 11 }, (_, n) => client.list(`set${n}`, QUERY)));
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 1);
    assert.ok(sent.every(({ headers }) => headers.get('authorization') === 'Bearer token-1'));
  });

  test('is renewed before its end, beside the requests it still serves', async () => {
    const { now, pass } = clock();
    const { client, sent, tokenRequests } = scriptedClient([page([]), page([]), page([]), page([])], { now });
    await client.list('incidents', QUERY);
    pass(HOUR - 5 * 60_000 - 1);
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 1);
    pass(1);
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 2);
    await settled();
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 2);
    assert.deepEqual(
      sent.map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-1', 'Bearer token-1', 'Bearer token-2'],
    );
  });

  test('that has not ended waits for no service that hangs', async () => {
    const { now, pass } = clock();
    const { client, world, sent, tokenRequests } = scriptedClient(
      Array.from({ length: 4 }, () => page([])),
      { now },
    );
    await client.list('incidents', QUERY);
    const hangs: (() => void)[] = [];
    world.tokenReply = () => (_request, signal) =>
      new Promise((_resolve, reject) => {
        hangs.push(() => reject(signal.reason));
      });
    pass(HOUR - 4 * 60_000);
    for (const set of ['accounts', 'contacts', 'incidents']) await client.list(set, QUERY);
    assert.equal(sent.length, 4);
    assert.ok(sent.every(({ headers }) => headers.get('authorization') === 'Bearer token-1'));
    assert.equal(tokenRequests.length, 2, 'one renewal for all of them');
    // It is tried once more, and now answers: else the process would wait for it.
    world.tokenReply = (count) =>
      json({ access_token: `token-${count}`, token_type: 'bearer', expires_in: 3600 });
    for (const end of hangs) end();
    await settled();
  });

  test('that nobody could renew for long is renewed again a while after each failure', async () => {
    const { now, pass } = clock();
    const { client, world, tokenRequests } = scriptedClient(
      Array.from({ length: 5 }, () => page([])),
      { now },
    );
    await client.list('incidents', QUERY);
    world.tokenReply = () => json({ error: 'invalid_client' }, { status: 401 });
    pass(HOUR - 5 * 60_000);
    for (const asked of [2, 2, 3]) {
      await client.list('incidents', QUERY);
      await settled();
      assert.equal(tokenRequests.length, asked);
      if (asked === 2) pass(15_000);
    }
    world.tokenReply = (count) =>
      json({ access_token: `token-${count}`, token_type: 'Bearer', expires_in: 3600 });
    pass(30_000);
    await client.list('incidents', QUERY);
    await settled();
    assert.equal(tokenRequests.length, 4);
  });

  test('of a short life is used for half of it', async () => {
    const { now, pass } = clock();
    const { client, world, tokenRequests } = scriptedClient([page([]), page([]), page([])], { now });
    world.tokenReply = () => json({ access_token: 'short', token_type: 'bearer', expires_in: '60' });
    await client.list('incidents', QUERY);
    pass(29_999);
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 1);
    pass(1);
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 2);
    await settled();
  });

  test('that has not ended is used on while no other can be had', async () => {
    const { now, pass } = clock();
    const { client, world, sent } = scriptedClient([page([]), page([])], { now });
    await client.list('incidents', QUERY);
    world.tokenReply = () => html(503);
    pass(HOUR - 1000);
    await client.list('incidents', QUERY);
    assert.equal(sent[1]?.headers.get('authorization'), 'Bearer token-1');
    pass(1000);
    await assert.rejects(client.list('incidents', QUERY), { kind: 'unavailable', uncertain: false });
    assert.equal(sent.length, 2);
  });

  test('that is refused is renewed once, and the request sent again', async () => {
    const { client, sent, tokenRequests } = scriptedClient([unauthorized(), row({ a: 1 })]);
    assert.equal((await client.get('incidents', ID.one, QUERY))?.a, 1);
    assert.deepEqual(
      sent.map(({ headers }) => headers.get('authorization')),
      ['Bearer token-1', 'Bearer token-2'],
    );
    assert.equal(tokenRequests.length, 2);
  });

  test('that is refused again ends the call', async () => {
    const { client, sent } = scriptedClient([unauthorized(), unauthorized(), page([])]);
    await assert.rejects(client.list('incidents', QUERY), { kind: 'denied', status: 401 });
    assert.equal(sent.length, 2);
  });

  test('refused to many at once is renewed once for all', async () => {
    const replies = Array.from(
      { length: 10 },
      () => (sent: { headers: Headers }) =>
        sent.headers.get('authorization') === 'Bearer token-1' ? unauthorized() : page([]),
    );
    const { client, tokenRequests } = scriptedClient(replies);
    await Promise.all(Array.from({ length: 5 }, (_, n) => client.list(`set${n}`, QUERY)));
    assert.equal(tokenRequests.length, 2);
  });

  test('is tried for again when its service stumbles', async () => {
    const { client, world, tokenRequests } = scriptedClient([page([])]);
    world.tokenReply = (count) =>
      count < 3 ? html(503) : json({ access_token: 'x', token_type: 'Bearer', expires_in: 60 });
    await client.list('incidents', QUERY);
    assert.equal(tokenRequests.length, 3);
  });
});

describe('no token', () => {
  test('for wrong credentials is a denial, with no word of them', async () => {
    const { client, world, sent, logged } = scriptedClient([]);
    world.tokenReply = () =>
      json({ error: 'invalid_client', error_description: `AADSTS7000215: ${SECRET}` }, { status: 401 });
    const error = await client.list('incidents', QUERY).catch((e: Error) => e);
    assert.ok(error instanceof Error);
    assert.equal((error as { kind?: string }).kind, 'denied');
    assert.ok(!`${error.stack}${JSON.stringify(logged)}`.includes(SECRET));
    assert.ok(!`${error.stack}`.includes('AADSTS'));
    assert.equal(sent.length, 0);
  });

  test('is what an answer without a good one gives', async () => {
    for (const body of [
      {},
      { access_token: '', token_type: 'Bearer', expires_in: 60 },
      { access_token: 'a\r\nX-Evil: 1', token_type: 'Bearer', expires_in: 60 },
      { access_token: 'a', token_type: 'mac', expires_in: 60 },
      { access_token: 'a', token_type: 'Bearer', expires_in: 'soon' },
      { access_token: 'a', token_type: 'Bearer', expires_in: -1 },
      { access_token: 7, token_type: 'Bearer', expires_in: 60 },
      [],
    ]) {
      const { client, world, sent } = scriptedClient([]);
      world.tokenReply = () => json(body);
      await assert.rejects(client.list('incidents', QUERY), { kind: 'unavailable' });
      assert.equal(sent.length, 0);
    }
  });

  test('leaves nothing uncertain about a write', async () => {
    const { client, world, sent } = scriptedClient([]);
    world.tokenReply = () => new TypeError('fetch failed');
    const change = { type: 'create', set: 'incidents', id: ID.one, values: { title: 'T' } } as const;
    await assert.rejects(client.write([change]), { kind: 'unavailable', uncertain: false });
    assert.equal(sent.length, 0);
  });
});
