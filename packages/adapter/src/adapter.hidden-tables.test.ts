import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableSchema } from '@portico/protocol';
import { openPortal, type PortalRequest } from './testing/portal.ts';
import { id } from './testing/portal-records.ts';

test('a hidden table is as unknown as one that is not there, however a request to it is wrong', async () => {
  const column = { label: 'Name', classification: 'internal' } as const;
  const secret: TableSchema = {
    name: 'secret_plan',
    label: 'Plan',
    pluralLabel: 'Plans',
    title: 'name',
    columns: {
      name: { ...column, type: 'text', maxLength: 50 },
      stage: { ...column, type: 'choice', choices: [{ value: 'one', label: 'One' }] },
    },
    search: { weights: { name: 1 }, visibility: 'stage', excerpt: 'name', facets: [] },
  };
  const portal = await openPortal({ change: (site) => ({ ...site, tables: [secret] }) });
  const json = { 'content-type': 'application/json' };
  const wrong: readonly (readonly [path: string, init: PortalRequest])[] = [
    ['', {}],
    ['/records', {}],
    ['/records', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }],
    ['/records', { method: 'POST', body: '{', headers: json }],
    ['/records', { method: 'POST', body: `"${'x'.repeat(300_000)}"`, headers: json }],
    ['/records', { method: 'POST', json: {}, headers: { 'idempotency-key': 'a key' } }],
    [`/records/${id(1)}`, { method: 'PATCH', body: '{', headers: json }],
    [`/records/${id(1)}`, { method: 'PATCH', json: {}, headers: { 'if-match': '"a", "b"' } }],
    [`/records/${id(1)}`, { method: 'DELETE', headers: { 'if-match': '"a", "b"' } }],
    [`/records/${id(1)}/vote`, { method: 'POST', body: '{', headers: json }],
  ];
  const answerTo = async (path: string, init: PortalRequest) => {
    const response = await portal.send(path, init);
    return { status: response.status, body: await response.text() };
  };
  for (const [path, init] of wrong) {
    const unknown = await answerTo(`/v1/tables/no_such_table${path}`, init);
    assert.equal(unknown.status, 404);
    assert.deepEqual(
      await answerTo(`/v1/tables/secret_plan${path}`, init),
      unknown,
      `${init.method} ${path}`,
    );
    // A table every site has, on which this visitor has no right.
    assert.deepEqual(
      await answerTo(`/v1/tables/subscription${path}`, init),
      unknown,
      `${init.method} ${path}`,
    );
  }
  assert.deepEqual(
    await answerTo('/v1/search?q=x&tables=secret_plan', {}),
    await answerTo('/v1/search?q=x&tables=no_such_table', {}),
  );
});
