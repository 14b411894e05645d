import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProblemCode, STANDARD_TABLES } from '@portico/protocol';
import fc from 'fast-check';
import { problem as problemSchema } from './openapi/answer-schemas.ts';
import { assertAnswered, assertRefused, stateOf } from './testing/assert-refused.ts';
import { openPortal } from './testing/portal.ts';
import { id } from './testing/portal-records.ts';

const RECORDS = '/v1/tables/case/records';
const RECORD = `${RECORDS}/${id(200)}`;

const filter = (value: unknown) => `filter=${encodeURIComponent(JSON.stringify(value))}`;
const condition = (column: string, operator: string, value: unknown) => ({
  type: 'condition',
  column,
  operator,
  value,
});

test('unknown tables, columns, parameters and operators have the right problem each', async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  const articles = '/v1/tables/article/records';
  const cases: readonly (readonly [ProblemCode, string])[] = [
    ...[
      'nothing',
      'Article',
      'article ',
      '__proto__',
      'constructor',
      'identity',
      'audit_entry',
      '%00',
      "a'--",
      '..',
    ].map((table) => ['not_found', `/v1/tables/${encodeURIComponent(table)}/records`] as const),
    ...[
      'nothing',
      'internal_note',
      'visibility',
      'Title',
      '__proto__',
      'constructor',
      'toString',
      "a'--",
    ].flatMap(
      (column) =>
        [
          ['unknown_column', `${articles}?select=${encodeURIComponent(column)}`],
          ['unknown_column', `${articles}?sort=${encodeURIComponent(column)}`],
          ['unknown_column', `${articles}?expand=${encodeURIComponent(column)}`],
          ['unknown_column', `${articles}?${filter(condition(column, 'eq', 'x'))}`],
        ] as const,
    ),
    [
      'unknown_column',
      `${articles}?${filter({ type: 'related', lookup: 'nothing', filter: { type: 'everything' } })}`,
    ],
    ['invalid_parameter', `${articles}?expand=title`],
    ['invalid_parameter', `${articles}?unknown=1`],
    ['invalid_parameter', `${articles}/${id(101)}?filter=1`],
    ['invalid_parameter', '/v1/site?x=1'],
    ['invalid_parameter', '/v1/search?q=a&tables=case'],
    ['invalid_parameter', '/v1/search?q=a&tables=nothing'],
    ['invalid_parameter', '/v1/search?q=a&limit=51'],
    ['invalid_parameter', '/v1/search'],
    ['invalid_parameter', `/v1/search?q=${'a'.repeat(1001)}`],
    ['invalid_parameter', '/v1/content/hours?locale='],
    ['invalid_filter', `${articles}?${filter(condition('title', 'like', 'x'))}`],
    ['invalid_filter', `${articles}?${filter(condition('title', 'lt', 'x'))}`],
    ['invalid_filter', `${articles}?${filter(condition('body', 'contains', 'x'))}`],
    ['invalid_filter', `${articles}?${filter(condition('category', 'contains', 'x'))}`],
    [
      'invalid_filter',
      `${articles}?${filter({ type: 'related', lookup: 'title', filter: { type: 'everything' } })}`,
    ],
  ];
  for (const [code, path] of cases) await assertRefused(portal, code, path);
  assert.equal(await stateOf(portal), before);
});

test('values of the wrong type in filters are refused before any store sees them', async () => {
  const portal = await openPortal();
  const wrong: readonly (readonly [string, unknown])[] = [
    ['title', 7],
    ['title', true],
    ['title', null],
    ['title', ['a']],
    ['title', '\ud800'],
    ['category', 'not-an-id'],
    ['category', 7],
    ['created_at', 'yesterday'],
    ['created_at', '2026-02-30T00:00:00Z'],
    ['created_at', 20260101],
    ['id', 'x'],
    ['id', 1],
  ];
  for (const [column, value] of wrong) {
    const query = filter(condition(column, 'eq', value));
    await assertRefused(portal, 'invalid_filter', `/v1/tables/article/records?${query}`);
  }
  for (const value of ['x', {}, 7, [null], Array(101).fill('x')]) {
    await assertRefused(
      portal,
      'invalid_filter',
      `/v1/tables/article/records?${filter(condition('title', 'in', value))}`,
    );
  }
  for (const value of ['true', 1, null, []]) {
    await assertRefused(
      portal,
      'invalid_filter',
      `/v1/tables/article/records?${filter(condition('title', 'is_null', value))}`,
    );
  }
});

test('ids of other shapes are as unknown as unknown ids, for every method', async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  const ids = [
    '0',
    'x',
    id(200).toUpperCase().replace('0000', 'ABCD'),
    `${id(200)} `,
    `${id(200)}%00`,
    `{${id(200)}}`,
    '*',
    "' or 1=1",
  ];
  for (const name of ids) {
    const path = `${RECORDS}/${encodeURIComponent(name)}`;
    await assertRefused(portal, 'not_found', path, { as: 'ann' });
    await assertRefused(portal, 'not_found', path, { as: 'ann', method: 'PATCH', json: { title: 'x' } });
    await assertRefused(portal, 'not_found', path, { as: 'ann', method: 'DELETE' });
    await assertRefused(portal, 'not_found', `${path}/close`, { as: 'ann', method: 'POST', json: {} });
  }
  for (const action of ['nothing', 'constructor', '__proto__', 'vote', 'Close', '%00']) {
    await assertRefused(portal, 'not_found', `${RECORD}/${action}`, { as: 'ann', method: 'POST', json: {} });
  }
  assert.equal(await stateOf(portal), before);
});

test('bodies that cannot be read have the right problem and change nothing', async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  const json = { 'content-type': 'application/json' };
  const cases: readonly (readonly [ProblemCode, string, BodyInit, Readonly<Record<string, string>>])[] = [
    ...[
      '',
      '{',
      '[',
      'nonsense',
      '{"title":}',
      "{'title':'x'}",
      '{"title":"x"}}',
      '\ufeff{}',
      '{"a":1,}',
      '"x"',
      '[]',
      'null',
      '7',
    ].map((body) => ['malformed_request', body, body, json] as const),
    ['malformed_request', 'deep', `{"title":${'['.repeat(60_000)}`, json],
    ['malformed_request', 'deep objects', `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`, json],
    [
      'malformed_request',
      'many keys',
      JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`k${at}`, 1]))),
      json,
    ],
    ['malformed_request', 'duplicate keys', '{"title":"a","title":"b","description":"x"}', json],
    ['malformed_request', '__proto__', '{"__proto__":{"admin":true},"title":"a","description":"x"}', json],
    ['malformed_request', 'escaped __proto__', '{"\\u005f_proto__":{"admin":true}}', json],
    ['malformed_request', 'no UTF-8', Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), json],
    ['payload_too_large', 'too long', JSON.stringify({ title: 'x', description: 'a'.repeat(70_000) }), json],
    ['unsupported_media_type', 'no type', '{"title":"x"}', { 'content-type': '' }],
    ['unsupported_media_type', 'text', '{"title":"x"}', { 'content-type': 'text/plain' }],
    ['unsupported_media_type', 'form', 'title=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['unsupported_media_type', 'multipart', '--x', { 'content-type': 'multipart/form-data; boundary=x' }],
    ['unsupported_media_type', 'utf-16', '{}', { 'content-type': 'application/json; charset=utf-16' }],
    ['unsupported_media_type', 'gzip', '{}', { ...json, 'content-encoding': 'gzip' }],
  ];
  for (const [code, name, body, headers] of cases) {
    for (const [path, method] of [
      [RECORDS, 'POST'],
      [RECORD, 'PATCH'],
    ] as const) {
      await assertRefused(portal, code, path, { as: 'ann', method, body, headers }, `${method} ${name}`);
    }
  }
  assert.equal(await stateOf(portal), before);
  assert.equal(({} as { admin?: unknown }).admin, undefined);
});

test('values that do not fit their columns are named, and change nothing', async () => {
  const portal = await openPortal();
  const before = await stateOf(portal);
  const good = { title: 'x', description: 'y' };
  for (const values of [
    { ...good, title: 7 },
    { ...good, title: { $ne: '' } },
    { ...good, title: ['x'] },
    { ...good, title: true },
    { ...good, title: 'a'.repeat(201) },
    { ...good, title: 'a\u0000b' },
    { ...good, title: 'a\u001bb' },
    { ...good, title: 'a\nb' },
    { ...good, title: '\ud800' },
    { ...good, title: null },
    { ...good, title: '  ' },
    { ...good, description: 'a'.repeat(20_001) },
    { ...good, status: 'resolved' },
    { ...good, contact: id(2) },
    { ...good, id: id(201) },
    { ...good, etag: 'x' },
    { ...good, number: 'CAS-1' },
    { ...good, nothing: 'x' },
    { ...good, toString: 'x' },
    { ...good, '': 'x' },
  ]) {
    const response = await portal.send(RECORDS, { as: 'ann', method: 'POST', json: values });
    const problem = problemSchema.parse(await response.json());
    assert.ok(
      ['invalid_values', 'permission_denied', 'unknown_column', 'invalid_reference'].includes(problem.code),
      `${JSON.stringify(values).slice(0, 80)}: ${problem.code}`,
    );
  }
  assert.equal(await stateOf(portal), before);
});

test('cursors, keys and ETags that are none are refused', async () => {
  const portal = await openPortal();
  const list = '/v1/tables/article/records?sort=title&limit=1';
  const { cursor } = await (await portal.send(list)).json();
  const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  const forged = (change: object) =>
    Buffer.from(JSON.stringify({ ...parts, ...change })).toString('base64url');
  for (const bad of [
    ...['x', 'AAAA', `${cursor}A`, cursor.slice(0, -2), encodeURIComponent("' or 1=1")],
    forged({ values: [7] }),
    forged({ values: [] }),
    forged({ values: ['a', 'b'] }),
    forged({ values: [{}] }),
    forged({ id: 'x' }),
    forged({ id: "' or 1=1" }),
    forged({ query: 'other' }),
    forged({ values: ['\ud800'] }),
  ]) {
    await assertRefused(portal, 'invalid_cursor', `${list}&cursor=${bad}`);
  }
  await assertRefused(portal, 'invalid_cursor', `/v1/tables/article/records?sort=-title&cursor=${cursor}`);
  await assertRefused(portal, 'invalid_cursor', `/v1/tables/forum/records?sort=name&cursor=${cursor}`);
  for (const key of ['', 'a b', 'ä', 'a'.repeat(201)]) {
    await assertRefused(portal, 'invalid_parameter', RECORDS, {
      as: 'ann',
      method: 'POST',
      headers: { 'idempotency-key': key },
      json: { title: 'x', description: 'y' },
    });
  }
  await assertRefused(portal, 'etag_mismatch', RECORD, {
    as: 'ann',
    method: 'PATCH',
    headers: { 'if-match': '"made-up"' },
    json: { title: 'x' },
  });
});

test('queries in bytes that are no UTF-8 are refused, paths in such bytes name nothing', async () => {
  const portal = await openPortal();
  for (const query of ['q=%ff', 'q=%ed%a0%80', 'q=%c0%af', '%ff=x&q=a']) {
    await assertRefused(portal, 'malformed_request', `/v1/search?${query}`);
  }
  for (const path of [
    '/v1/tables/%ff',
    '/v1/forms/%ff',
    '/v1/content/%ed%a0%80',
    '/v1/tables/%00/records',
    '/%ff',
    '/v1/forms/%2e%2e%2fsite',
  ]) {
    await assertRefused(portal, 'not_found', path);
  }
});

test('methods and paths of no route are refused', async () => {
  const portal = await openPortal();
  for (const method of [
    'PUT',
    'DELETE',
    'PATCH',
    'POST',
    'OPTIONS',
    'PROPFIND',
    'x-method',
    'constructor',
    '__proto__',
  ]) {
    await assertRefused(portal, 'method_not_allowed', '/v1/site', { method });
  }
  for (const path of [
    '/v1/site/x',
    '/v2/site',
    '/v1/../etc/passwd',
    '/v1/tables',
    '/v1/forms',
    '/sdk',
    '/.env',
    '/v1/site;x=1',
  ]) {
    await assertRefused(portal, 'not_found', path);
  }
});

test('whatever is written into a URL, it is answered', async () => {
  const portal = await openPortal();
  const segment = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('v1', 'tables', 'records', 'case', 'article', id(200), '..', '%2e'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(segment, { maxLength: 6 }),
      fc.dictionary(fc.string(), fc.string()),
      async (segments, query) => {
        const path = `/${segments.map(encodeURIComponent).join('/')}?${new URLSearchParams(query)}`;
        await assertAnswered(portal, path, {}, path);
      },
    ),
    { numRuns: 300 },
  );
});

test('whatever JSON is sent as values or filter, it is answered', async () => {
  const portal = await openPortal();
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (value) => {
      const body = JSON.stringify(value);
      await assertAnswered(portal, RECORDS, { as: 'ann', method: 'POST', json: value }, body);
      await assertAnswered(portal, `/v1/tables/article/records?${filter(value)}`, {}, body);
      await assertAnswered(portal, '/v1/forms/lead/submissions', { method: 'POST', json: value }, body);
      await assertAnswered(portal, `${RECORD}/close`, { as: 'bob', method: 'POST', json: value }, body);
    }),
    { numRuns: 150 },
  );
});

test('whatever filter of the right shape is sent for any column, it is answered', async () => {
  const portal = await openPortal();
  const columns = STANDARD_TABLES.flatMap((table) =>
    Object.keys(table.columns).map((column) => [table.name, column] as const),
  );
  const operator = fc.constantFrom(
    'eq',
    'ne',
    'lt',
    'le',
    'gt',
    'ge',
    'in',
    'contains',
    'starts_with',
    'is_null',
  );
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(id(200)),
    fc.constant('2026-01-01T00:00:00Z'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...columns),
      operator,
      fc.oneof(scalar, fc.array(scalar)),
      async ([table, column], name, value) => {
        const path = `/v1/tables/${table}/records?${filter(condition(column, name, value))}`;
        await assertAnswered(portal, path, { as: 'ann' }, path);
      },
    ),
    { numRuns: 300 },
  );
});
