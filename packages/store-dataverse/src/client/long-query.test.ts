import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  API,
  batchAnswer,
  fault,
  faultBody,
  ID,
  page,
  SHORT,
  scriptedClient,
} from './testing/scripted-fetch.ts';

const filterOf = (length: number) => `title eq '${'x'.repeat(length)}'`;
const list = (rows: unknown[]) => ({ status: 200, body: { '@odata.context': 'c', value: rows } });

describe('a query too long for an address', () => {
  test('goes out as a batch of one read, and answers the same', async () => {
    const { client, sent } = scriptedClient([batchAnswer([list([{ a: 1 }])], { set: false })]);
    const filter = filterOf(40_000);
    const { rows } = await client.list('incidents', { select: ['title'], filter, pageSize: 5 });
    assert.deepEqual(rows, [{ a: 1 }]);
    assert.deepEqual([sent[0]?.method, sent[0]?.url], ['POST', `${API}$batch`]);
    const body = sent[0]?.body ?? '';
    assert.match(body, /^GET https:\S+\$filter=title%20eq%20'x{40000}' HTTP\/1\.1\r$/m);
    assert.match(
      body,
      /^Prefer: odata\.maxpagesize=5,odata\.include-annotations="Microsoft\.Dynamics\.CRM\.lookuplogicalname,Microsoft\.Dynamics\.CRM\.totalrecordcountlimitexceeded"\r$/m,
    );
    assert.doesNotMatch(body, /Authorization|Content-ID/i);
  });

  test('is an address as long as it can be', async () => {
    const { client, sent } = scriptedClient([page([])]);
    await client.list('incidents', { select: ['title'], filter: filterOf(30_000) });
    assert.equal(sent[0]?.method, 'GET');
  });

  test('that no batch takes is refused before it is sent', async () => {
    const { client, sent } = scriptedClient([]);
    await assert.rejects(client.list('incidents', { select: ['title'], filter: filterOf(70_000) }), {
      kind: 'refused',
      message: /query is too long/,
    });
    assert.equal(sent.length, 0);
  });

  test('fails as it would have failed', async () => {
    const query = { select: ['title'], filter: filterOf(40_000) };
    const limits = { ...SHORT, retries: 0 };
    for (const [reply, kind] of [
      [batchAnswer([{ status: 400, body: faultBody('0x80060888') }], { set: false }), 'refused'],
      [batchAnswer([list([]), list([])], { set: false }), 'unavailable'],
      [batchAnswer([{ status: 200, body: { value: 1 } }], { set: false }), 'unavailable'],
      [fault(403, '0x80040220'), 'denied'],
    ] as const) {
      const { client } = scriptedClient([reply], { limits });
      await assert.rejects(client.list('incidents', query), { kind });
    }
  });

  test('is tried again when its answer is lost', async () => {
    const whole = batchAnswer([list([])], { set: false });
    const { client, sent } = scriptedClient([new TypeError('fetch failed'), whole]);
    await client.list('incidents', { select: ['title'], filter: filterOf(40_000) });
    assert.equal(sent.length, 2);
  });

  test('may be that of one row', async () => {
    const answer = batchAnswer([{ status: 404, body: faultBody('0x80040217') }], { set: false });
    const { client } = scriptedClient([answer]);
    const select = Array.from({ length: 3000 }, (_, n) => `new_column_${n}`);
    assert.equal(await client.get('incidents', ID.one, { select }), null);
  });
});
