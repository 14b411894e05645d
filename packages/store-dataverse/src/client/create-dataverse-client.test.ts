import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDataverseClient } from './create-dataverse-client.ts';
import {
  API,
  done,
  fault,
  ID,
  json,
  ORIGIN,
  page,
  row,
  scriptedClient,
  TOKEN_URL,
} from './testing/scripted-fetch.ts';

describe('reading rows', () => {
  test('asks as documented: options encoded, versions, preferences and a token', async () => {
    const { client, sent } = scriptedClient([page([], { '@odata.count': 0 })]);
    await client.list('incidents', {
      select: ['title', '_customerid_value'],
      filter: "contains(title,'a&b=c+d é%') and _customerid_value eq null",
      orderBy: ['createdon desc', 'incidentid'],
      expand: ['customerid_contact($select=fullname)'],
      count: true,
      pageSize: 50,
    });
    const url = new URL(sent[0]?.url ?? '');
    assert.equal(url.origin + url.pathname, `${API}incidents`);
    assert.deepEqual(
      [...url.searchParams],
      [
        ['$select', 'title,_customerid_value'],
        ['$filter', "contains(title,'a&b=c+d é%') and _customerid_value eq null"],
        ['$orderby', 'createdon desc,incidentid'],
        ['$expand', 'customerid_contact($select=fullname)'],
        ['$count', 'true'],
      ],
    );
    assert.ok(!url.search.includes('+'), 'a plus would be a blank');
    const { headers, method } = sent[0]!;
    assert.equal(method, 'GET');
    assert.equal(
      headers.get('prefer'),
      'odata.maxpagesize=50,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"',
    );
    assert.equal(headers.get('accept'), 'application/json');
    assert.equal(headers.get('odata-version'), '4.0');
    assert.equal(headers.get('odata-maxversion'), '4.0');
    assert.equal(headers.get('authorization'), 'Bearer token-1');
  });

  test('gives the rows as they came, and the link to the next page', async () => {
    const rows = [{ '@odata.etag': 'W/"7"', incidentid: ID.one, title: '2024-01-01T00:00:00Z' }];
    const next = `${API}incidents?$select=title&$skiptoken=%3Ccookie%20pagenumber=%222%22`;
    const { client } = scriptedClient([page(rows, { '@odata.nextLink': next })]);
    assert.deepEqual(await client.list('incidents', { select: ['title'] }), { rows, next, count: null });
  });

  test('follows a link unchanged, with the same preferences', async () => {
    const next = `${API}incidents?$skiptoken=%3Ccookie%20pagenumber=%222%22%20x=%27%2B%27`;
    const { client, sent } = scriptedClient([page([])]);
    await client.follow(next, { select: ['title'], pageSize: 2 });
    assert.equal(sent[0]?.url, next);
    assert.equal(
      sent[0]?.headers.get('prefer'),
      'odata.maxpagesize=2,odata.include-annotations="Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"',
    );
  });

  test('follows no link that leads elsewhere, and sends it no token', async () => {
    const { client, sent, tokenRequests } = scriptedClient([]);
    for (const link of [
      'https://evil.example/api/data/v9.2/incidents',
      `${ORIGIN}.evil.example/api/data/v9.2/incidents`,
      `${ORIGIN}@evil.example/api/data/v9.2/incidents`,
      `http://org.crm.dynamics.com/api/data/v9.2/incidents`,
      `${ORIGIN}/api/search/v2.0/query`,
      `${API}../../search/v2.0/query`,
      '//evil.example/api/data/v9.2/incidents',
      'javascript:alert(1)',
      'https://',
    ])
      await assert.rejects(
        client.follow(link, { select: [] }),
        { name: 'DataverseError', kind: 'refused' },
        link,
      );
    assert.equal(sent.length + tokenRequests.length, 0);
  });

  test('counts, unless there are more than Dataverse counts', async () => {
    const exceeded = '@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded';
    const counts = async (rest: Record<string, unknown>, asked = true) => {
      const { client } = scriptedClient([page([], rest)]);
      return (await client.list('incidents', { select: [], count: asked })).count;
    };
    assert.equal(await counts({ '@odata.count': 0 }), 0);
    assert.equal(await counts({ '@odata.count': 4999 }), 4999);
    assert.equal(await counts({ '@odata.count': 5000, [exceeded]: true }), null);
    assert.equal(await counts({ '@odata.count': 5000, [exceeded]: false }), 5000);
    assert.equal(await counts({ '@odata.count': 5000 }), null);
    assert.equal(await counts({ '@odata.count': 7 }, false), null);
  });

  test('gets one row, and null where there is none', async () => {
    const { client, sent } = scriptedClient([row({ incidentid: ID.one }), fault(404, '0x80040217')]);
    const query = { select: ['title'], expand: ['customerid_contact($select=fullname)'] };
    assert.equal((await client.get('incidents', ID.one, query))?.incidentid, ID.one);
    assert.equal(await client.get('incidents', ID.one, query), null);
    assert.equal(new URL(sent[0]?.url ?? '').pathname, `/api/data/v9.2/incidents(${ID.one})`);
  });

  test('sends no name that is none, and no id that is none', async () => {
    const { client, sent } = scriptedClient([]);
    await assert.rejects(client.list('incidents?$filter=1', { select: [] }), TypeError);
    await assert.rejects(client.list('../x', { select: [] }), TypeError);
    await assert.rejects(client.get('incidents', "x')/parent(", { select: [] }), TypeError);
    await assert.rejects(client.changes('a/b', { select: [], since: null }), TypeError);
    assert.equal(sent.length, 0);
  });
});

describe('metadata', () => {
  test('is read as it is now, and null where there is none', async () => {
    const path = "EntityDefinitions(LogicalName='incident')?$select=LogicalName";
    const missing = ['0x80040217', '0x80041102', '0x8006088a'].map((code) => fault(404, code));
    const { client, sent } = scriptedClient([json({ LogicalName: 'incident' }), ...missing]);
    assert.deepEqual(await client.read(path), { LogicalName: 'incident' });
    for (const _ of missing) assert.equal(await client.read(path), null);
    assert.equal(sent[0]?.url, API + path);
    assert.equal(sent[0]?.headers.get('consistency'), 'Strong');
  });

  test('is written once, and never again after a lost reply', async () => {
    const { client, sent } = scriptedClient([done(), new TypeError('fetch failed')]);
    await client.post('EntityDefinitions', { SchemaName: 'portico_x' });
    assert.deepEqual([sent[0]?.method, sent[0]?.body], ['POST', '{"SchemaName":"portico_x"}']);
    await assert.rejects(client.post('EntityDefinitions', {}), { kind: 'unavailable', uncertain: true });
    assert.equal(sent.length, 2);
  });

  test('is looked for at the same Web API only', async () => {
    const { client, sent } = scriptedClient([]);
    await assert.rejects(client.read('https://evil.example/x'), { kind: 'refused' });
    await assert.rejects(client.post('../../../evil', {}), { kind: 'refused' });
    assert.equal(sent.length, 0);
  });
});

describe('its options', () => {
  const good = { url: ORIGIN, tenantId: 't', clientId: 'c', clientSecret: 's' };

  test('take https, and http for this machine only', () => {
    for (const url of [ORIGIN, 'http://127.0.0.1:4010', 'http://localhost:4010/', 'http://[::1]:1'])
      createDataverseClient({ ...good, url });
    for (const url of [
      'http://org.crm.dynamics.com',
      'http://127.0.0.1.evil.example',
      'ftp://org.crm.dynamics.com',
      `${ORIGIN}/api`,
      'https://user:pass@org.crm.dynamics.com',
      'org.crm.dynamics.com',
      '',
    ]) {
      assert.throws(() => createDataverseClient({ ...good, url }), TypeError, url);
      assert.throws(() => createDataverseClient({ ...good, authority: url }), TypeError, url);
    }
  });

  test('name what is empty or out of bounds, without the secret', () => {
    for (const name of ['tenantId', 'clientId', 'clientSecret'])
      assert.throws(() => createDataverseClient({ ...good, [name]: '' }), new RegExp(`${name} is empty`));
    for (const concurrency of [0, 53, 1.5, Number.NaN])
      assert.throws(() => createDataverseClient({ ...good, concurrency }), /from 1 to 52/);
  });

  test('say where tokens come from', async () => {
    const { client, tokenRequests } = scriptedClient([page([])], {
      authority: 'https://login.microsoftonline.us',
    });
    await client.list('incidents', { select: [] });
    assert.equal(tokenRequests[0]?.url, 'https://login.microsoftonline.us/tenant-1/oauth2/v2.0/token');
    assert.match(TOKEN_URL, /^https:\/\/login\.microsoftonline\.com/);
  });
});
