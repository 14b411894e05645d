import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { API, fault, ID, page, SHORT, scriptedClient } from './testing/scripted-fetch.ts';

const DELTA = `${API}accounts?$select=name&$deltatoken=919042%2108%2f22%2f2017%2008%3a10%3a44`;
const NEXT = `${API}accounts?$select=name&$skiptoken=2`;
const gone = (id: unknown) => ({
  '@odata.context': `${API}$metadata#accounts/$deletedEntity`,
  id,
  reason: 'deleted',
});

describe('what changed', () => {
  test('begins with every row, page by page', async () => {
    const { client, sent } = scriptedClient([
      page([{ accountid: ID.one, name: 'A' }], { '@odata.nextLink': NEXT }),
      page([{ accountid: ID.two, name: 'B' }], { '@odata.deltaLink': DELTA }),
    ]);
    const first = await client.changes('accounts', { select: ['name'], since: null, pageSize: 500 });
    assert.deepEqual(first, {
      rows: [{ accountid: ID.one, name: 'A' }],
      removed: [],
      since: NEXT,
      more: true,
    });
    const second = await client.changes('accounts', { select: ['name'], since: first.since, pageSize: 500 });
    assert.deepEqual([second.since, second.more], [DELTA, false]);
    assert.deepEqual(
      sent.map(({ url }) => url),
      [`${API}accounts?$select=name`, NEXT],
    );
    for (const { headers } of sent)
      assert.equal(
        headers.get('prefer'),
        'odata.track-changes,odata.maxpagesize=500,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"',
      );
  });

  test('goes on from the link, unchanged, with rows that are no more', async () => {
    const { client, sent } = scriptedClient([
      page([gone(ID.one), { accountid: ID.two, name: 'B' }, gone(ID.three.toUpperCase())], {
        '@odata.deltaLink': DELTA,
      }),
    ]);
    const changes = await client.changes('accounts', { select: ['name'], since: DELTA });
    assert.equal(sent[0]?.url, DELTA);
    assert.deepEqual(changes.rows, [{ accountid: ID.two, name: 'B' }]);
    assert.deepEqual(changes.removed, [ID.one, ID.three]);
  });

  test('names removed rows in the newer way too', async () => {
    const removed = { '@removed': { reason: 'deleted' }, id: `accounts(${ID.one})` };
    const { client } = scriptedClient([page([removed], { '@odata.deltaLink': DELTA })]);
    assert.deepEqual((await client.changes('accounts', { select: [], since: DELTA })).removed, [ID.one]);
  });

  test('without a link to go on from is refused, for later changes would be missed', async () => {
    const { client } = scriptedClient([page([])], { limits: { ...SHORT, retries: 0 } });
    await assert.rejects(client.changes('accounts', { select: [], since: null }), { kind: 'unavailable' });
  });

  test('with a removed row that has no id is refused', async () => {
    for (const id of [undefined, '', 'x', 7, `${ID.one}0`, '------------------------------------']) {
      const { client } = scriptedClient([page([gone(id)], { '@odata.deltaLink': DELTA })], {
        limits: { ...SHORT, retries: 0 },
      });
      await assert.rejects(client.changes('accounts', { select: [], since: DELTA }), { kind: 'unavailable' });
    }
  });

  test('since too long ago is told apart', async () => {
    const { client } = scriptedClient([fault(400, '0x80044352')]);
    await assert.rejects(client.changes('accounts', { select: [], since: DELTA }), { kind: 'expired' });
  });

  test('is asked for at the same Web API only', async () => {
    const { client, sent } = scriptedClient([]);
    const since = 'https://evil.example/api/data/v9.2/accounts?$deltatoken=1';
    await assert.rejects(client.changes('accounts', { select: [], since }), { kind: 'refused' });
    assert.equal(sent.length, 0);
  });
});
