import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DataverseError } from './dataverse-error.ts';
import {
  API,
  brokenAfter,
  done,
  endless,
  fault,
  html,
  ID,
  json,
  page,
  type Reply,
  row,
  SECRET,
  SHORT,
  scriptedClient,
} from './testing/scripted-fetch.ts';

const QUERY = { select: ['title'] };
const NO_RETRY = { limits: { ...SHORT, retries: 0, body: 2000 } };

/** What may stand where an answer was expected. Made anew for each use: a body is read once. */
const HOSTILE: readonly (readonly [string, () => Reply])[] = [
  ['JSON that is cut off', () => json('{"@odata.context":"x","value":[{"a":1},')],
  ['JSON that is cut off after the rows', () => json('{"@odata.context":"x","value":[]')],
  ['an empty body', () => json('')],
  ['JSON that is no object', () => json('[]')],
  ['a null', () => json('null')],
  ['a connection reset in mid-body', () => brokenAfter('{"@odata.context":"x","value":[')],
  ['a connection reset after a whole object', () => brokenAfter('{"@odata.context":"x","value":[]}')],
  ['a connection that cannot be made', () => new TypeError('fetch failed')],
  ['a sign-in page with 200', () => html(200)],
  [
    'a sign-in page that says it is JSON',
    () => new Response('<html>', { headers: { 'content-type': 'application/json' } }),
  ],
  [
    'JSON that says it is a page',
    () => new Response('{"value":[]}', { headers: { 'content-type': 'text/html' } }),
  ],
  ['an error page with 503', () => html(503)],
  ['an error page with 404', () => html(404)],
  ['an error page with 412', () => html(412)],
  ['a redirect', () => html(302, { location: 'https://evil.example/' })],
  ['a body that never ends', () => endless('{"@odata.context":"x","value":[]}')],
  ['a body that is too long', () => json({ '@odata.context': 'x', value: [], pad: 'x'.repeat(3000) })],
  ['a body that says it is too long', () => json('{}', { headers: { 'content-length': '999999999' } })],
  [
    'bytes that are no text',
    () =>
      new Response(new Uint8Array([0x7b, 0xff, 0x7d]), { headers: { 'content-type': 'application/json' } }),
  ],
  ['an answer without a context', () => json({ value: [] })],
  ['another success', () => json({ '@odata.context': 'x', value: [] }, { status: 206 })],
  ['no content', () => done()],
  ['a server that never answers', () => (_sent, signal) => never(signal)],
];

function never(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

describe('in place of an answer', () => {
  for (const [name, reply] of HOSTILE) {
    test(`${name} is unavailable, for a list, a row, a page and changes`, async () => {
      const asks = [
        (c: ReturnType<typeof scriptedClient>['client']) => c.list('incidents', QUERY),
        (c: ReturnType<typeof scriptedClient>['client']) => c.follow(`${API}incidents?$skiptoken=1`, QUERY),
        (c: ReturnType<typeof scriptedClient>['client']) => c.get('incidents', ID.one, QUERY),
        (c: ReturnType<typeof scriptedClient>['client']) =>
          c.changes('incidents', { select: ['title'], since: null }),
        (c: ReturnType<typeof scriptedClient>['client']) =>
          name.includes('without a context')
            ? c.get('incidents', ID.one, QUERY)
            : c.read('EntityDefinitions'),
      ];
      const wholeObject = name === 'another success' || name === 'no content';
      for (const ask of wholeObject ? asks.slice(0, 4) : asks) {
        // Nothing here may succeed, so no time is too short.
        const { client } = scriptedClient([reply()], { limits: { ...NO_RETRY.limits, attempt: 30 } });
        await assert.rejects(ask(client), (error) => {
          assert.ok(error instanceof DataverseError, String(error));
          assert.equal(error.kind, 'unavailable');
          return true;
        });
      }
    });
  }

  test('rows that are no rows are refused', async () => {
    for (const body of [
      { value: {} },
      { value: [null] },
      { value: ['a'] },
      { value: [[]] },
      {},
      { value: [], '@odata.nextLink': 7 },
    ]) {
      const { client } = scriptedClient([json({ '@odata.context': 'x', ...body })], NO_RETRY);
      await assert.rejects(client.list('incidents', QUERY), { kind: 'unavailable' });
    }
  });

  test('a count that is no count is refused', async () => {
    for (const count of [undefined, -1, 1.5, '7', null]) {
      const { client } = scriptedClient([page([], { '@odata.count': count })], NO_RETRY);
      await assert.rejects(client.list('incidents', { ...QUERY, count: true }), { kind: 'unavailable' });
    }
  });

  test('a read is tried again, and the whole answer taken', async () => {
    for (const [name, reply] of HOSTILE) {
      if (/redirect|too long|404|412/.test(name)) continue;
      const { client, sent } = scriptedClient([reply(), page([{ a: 1 }])]);
      assert.deepEqual((await client.list('incidents', QUERY)).rows, [{ a: 1 }], name);
      assert.equal(sent.length, 2, name);
    }
  });

  test('a redirect is not followed, and no token goes along', async () => {
    const { client, sent } = scriptedClient([html(302, { location: 'https://evil.example/' })]);
    await assert.rejects(client.list('incidents', QUERY), { status: 302 });
    assert.equal(sent.length, 1);
  });
});

describe('an error', () => {
  const cases: readonly (readonly [number, string, string])[] = [
    [404, '0x80040217', 'missing'],
    [404, '0x80060888', 'refused'],
    [404, '0x8006088a', 'refused'],
    [404, '0x0', 'missing'],
    [412, '0x80060882', 'version'],
    [412, '0x80040237', 'exists'],
    [412, '0x80060892', 'duplicate'],
    [409, '0x80040237', 'duplicate'],
    [500, '0x80040333', 'duplicate'],
    [412, '0x80040333', 'duplicate'],
    [412, '0x12345678', 'version'],
    [403, '0x80040220', 'denied'],
    [403, '0x80040299', 'denied'],
    [403, '0x80048306', 'denied'],
    [400, '0x80040220', 'denied'],
    [403, '0x12345678', 'denied'],
    [429, '0x80072321', 'throttled'],
    [429, '0x80072322', 'throttled'],
    [429, '0x80072326', 'throttled'],
    [429, '0x12345678', 'throttled'],
    [400, '0x80044352', 'expired'],
    [410, '0x12345678', 'expired'],
    [400, '0x80060888', 'refused'],
    [405, '0x12345678', 'refused'],
    [501, '0x12345678', 'unavailable'],
    [503, '0x12345678', 'unavailable'],
    [500, '0x12345678', 'unavailable'],
    [409, '0x12345678', 'duplicate'],
    [413, '0x12345678', 'refused'],
  ];
  for (const [status, code, kind] of cases) {
    test(`${status} with ${code} is ${kind}`, async () => {
      const { client } = scriptedClient([fault(status, code)], NO_RETRY);
      await assert.rejects(client.list('incidents', QUERY), (error) => {
        assert.ok(error instanceof DataverseError);
        assert.deepEqual([error.kind, error.status], [kind, status]);
        assert.equal(error.code, code === '0x0' ? null : code);
        return true;
      });
    });
  }

  test('is taken by its code, however it is written', async () => {
    const { client } = scriptedClient([fault(500, '0X80040333')], NO_RETRY);
    await assert.rejects(client.list('incidents', QUERY), { kind: 'duplicate', code: '0x80040333' });
  });

  test('carries no text of Dataverse, no token and no secret', async () => {
    const failing: Reply[] = [
      fault(500, '0x80040333'),
      fault(400, 'TRACE-TEXT'),
      fault(403, '0x80040220'),
      html(503),
    ];
    for (const reply of failing) {
      const { client, logged } = scriptedClient([reply], NO_RETRY);
      const error = await client.list('incidents', QUERY).catch((e: unknown) => e);
      const told = [error, ...logged].map(everythingIn).join();
      assert.doesNotMatch(told, /TRACE|INNER|row 42|Sign in|token-1|Bearer/);
      assert.ok(!told.includes(SECRET));
    }
  });

  test('that concerns the operator is logged with its code; a missing row is not', async () => {
    const { client, logged } = scriptedClient([fault(404, '0x80040217'), fault(403, '0x80040220')], NO_RETRY);
    await client.get('incidents', ID.one, QUERY);
    assert.equal(logged.length, 0);
    await assert.rejects(client.get('incidents', ID.one, QUERY));
    assert.match(everythingIn(logged[0]), /0x80040220/);
  });

  test('of the wrong entity set is not taken for a missing row', async () => {
    const { client } = scriptedClient([fault(404, '0x80060888')], NO_RETRY);
    await assert.rejects(client.get('incident', ID.one, QUERY), { kind: 'refused' });
  });
});

describe('trying again', () => {
  test('goes on for as many tries as allowed, and then says so', async () => {
    const { client, sent } = scriptedClient(Array.from({ length: 9 }, () => html(503)));
    await assert.rejects(client.list('incidents', QUERY), { kind: 'unavailable', status: 503 });
    assert.equal(sent.length, 4);
  });

  test('does not follow a refusal', async () => {
    for (const reply of [
      fault(400, '0x80060888'),
      fault(403, '0x80040220'),
      fault(404, '0x80040217'),
      fault(412, '0x80060882'),
    ]) {
      const { client, sent } = scriptedClient([reply]);
      await assert.rejects(client.list('incidents', QUERY));
      assert.equal(sent.length, 1);
    }
  });

  test('waits no longer than the call may take: the time to wait is told instead', async () => {
    for (const [reply, kind] of [
      [fault(429, '0x80072322', { 'retry-after': '12' }), 'throttled'],
      [html(503, { 'retry-after': '12' }), 'unavailable'],
    ] as const) {
      const { client, sent } = scriptedClient([reply, page([])]);
      await assert.rejects(client.list('incidents', QUERY), { kind, retryAfter: 12 });
      assert.equal(sent.length, 1);
    }
  });

  test('understands a date to wait until, and passes over what is no time', async () => {
    const now = () => Date.parse('2026-01-01T00:00:00Z');
    const until = { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' };
    const { client } = scriptedClient([fault(429, '0x80072322', until)], { now });
    await assert.rejects(client.list('incidents', QUERY), { retryAfter: 30 });
    const { client: other } = scriptedClient([fault(429, '0x80072322', { 'retry-after': 'soon' }), page([])]);
    assert.deepEqual((await other.list('incidents', QUERY)).rows, []);
  });

  test('waits as it is told when that is short', async () => {
    const { client, sent } = scriptedClient([
      fault(429, '0x80072322', { 'retry-after': '0' }),
      row({ a: 1 }),
    ]);
    assert.equal((await client.get('incidents', ID.one, QUERY))?.a, 1);
    assert.equal(sent.length, 2);
  });

  test('ends with the call when nothing answers', async () => {
    const silent: Reply = (_sent, signal) => never(signal);
    const limits = { ...SHORT, attempt: 30 };
    const { client } = scriptedClient(
      Array.from({ length: 9 }, () => silent),
      { limits },
    );
    await assert.rejects(client.list('incidents', QUERY), { kind: 'unavailable', uncertain: true });
  });
});

/** All that a logger could print of a value: own properties, hidden ones too, and causes. */
function everythingIn(value: unknown): string {
  if (value instanceof Error)
    return [
      value.name,
      value.message,
      value.stack,
      ...Reflect.ownKeys(value).map((key) => everythingIn(Reflect.get(value, key))),
    ].join();
  return typeof value === 'object' && value !== null
    ? Object.values(value).map(everythingIn).join()
    : String(value);
}
