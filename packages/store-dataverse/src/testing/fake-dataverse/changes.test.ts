import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const TRACK = { Prefer: 'odata.track-changes' };

describe('change tracking', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  beforeEach(() => fake.reset());
  after(() => fake.stop());

  const begin = async (headers: Record<string, string> = TRACK) =>
    (await call('GET', 'accounts?$select=name', undefined, headers)).json;
  const namesOf = (json: { value: { name?: string }[] }) => json.value.flatMap(({ name }) => name ?? []);

  it('begins with every row and gives a link to what comes after', async () => {
    fake.seed('account', [{ name: 'a' }, { name: 'b' }]);
    const first = await begin();
    assert.equal(first['@odata.context'], `${fake.url}/api/data/v9.2/$metadata#accounts(name)/$delta`);
    assert.deepEqual(namesOf(first), ['a', 'b']);
    assert.match(first['@odata.deltaLink'], /\/accounts\?\$select=name&\$deltatoken=\d+!/);
    const next = await call('GET', first['@odata.deltaLink']);
    assert.deepEqual(next.json.value, []);
  });

  it('gives new, changed and removed rows, each once', async () => {
    const [, b = '', c = ''] = fake.seed('account', [{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const first = await begin();
    await call('PATCH', `accounts(${b})`, { name: 'b2' });
    await call('DELETE', `accounts(${c})`);
    fake.seed('account', [{ name: 'd' }]);
    const { json } = await call('GET', first['@odata.deltaLink']);
    assert.deepEqual(namesOf(json), ['b2', 'd']);
    assert.deepEqual(json.value.at(-1), {
      '@odata.context': `${fake.url}/api/data/v9.2/$metadata#accounts/$deletedEntity`,
      id: c,
      reason: 'deleted',
    });
    const later = await call('GET', json['@odata.deltaLink']);
    assert.deepEqual(later.json.value, []);
    assert.deepEqual((await call('GET', first['@odata.deltaLink'])).json.value.length, 3);
  });

  it('does not tell of a row that went and came back as gone', async () => {
    const [id = ''] = fake.seed('account', [{ name: 'a' }]);
    const first = await begin();
    await call('DELETE', `accounts(${id})`);
    await call('PATCH', `accounts(${id})`, { name: 'again' });
    const { json } = await call('GET', first['@odata.deltaLink']);
    assert.deepEqual(namesOf(json), ['again']);
    assert.equal(json.value.length, 1);
  });

  it('does not tell of what a change set undid', async () => {
    const [id = ''] = fake.seed('account', [{ name: 'a' }]);
    const first = await begin();
    const operation = (number: number, line: string, body = '') =>
      `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${number}\r\n\r\n${line} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${body}\r\n`;
    const set = `${operation(1, `DELETE accounts(${id})`)}${operation(2, 'POST accounts', '{}')}--c--`;
    const batch = `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${set}\r\n--b--\r\n`;
    const answer = await call('POST', '$batch', batch, { 'Content-Type': 'multipart/mixed; boundary=b' });
    assert.equal(answer.status, 400);
    assert.deepEqual((await call('GET', first['@odata.deltaLink'])).json.value, []);
  });

  it('loses nothing that happens between two pages', async () => {
    const [a = ''] = fake.seed('account', [{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    const paged = { Prefer: 'odata.track-changes,odata.maxpagesize=2' };
    const first = await begin(paged);
    assert.deepEqual(namesOf(first), ['a', 'b']);
    assert.equal(first['@odata.deltaLink'], undefined);
    await call('DELETE', `accounts(${a})`);
    const second = (await call('GET', first['@odata.nextLink'], undefined, paged)).json;
    assert.deepEqual(namesOf(second), ['c']);
    const { json } = await call('GET', second['@odata.deltaLink']);
    assert.deepEqual(
      json.value.map(({ id }: { id: string }) => id),
      [a],
    );
  });

  it('is for tables that have it on, without conditions', async () => {
    const off = await call('GET', 'subjects', undefined, TRACK);
    assert.equal(off.status, 400);
    for (const option of ["$filter=name eq 'a'", '$orderby=name', '$top=1', '$expand=primarycontactid']) {
      assert.equal((await call('GET', `accounts?${option}`, undefined, TRACK)).status, 400, option);
    }
    assert.equal((await call('GET', 'accounts?$deltatoken=99999999!x')).status, 400);
  });
});

describe('lists', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  after(() => fake.stop());

  it('count to 5,000 and no further, and say so', async () => {
    fake.seed(
      'subject',
      Array.from({ length: 5001 }, (_, index) => ({ title: `t${index}` })),
    );
    const Prefer =
      'odata.include-annotations="Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"';
    const { json } = await call('GET', 'subjects?$select=title&$count=true', undefined, { Prefer });
    assert.equal(json['@odata.count'], 5000);
    assert.equal(json['@Microsoft.Dynamics.CRM.totalrecordcount'], 5000);
    assert.equal(json['@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded'], true);
    assert.equal(json.value.length, 5000);
    const rest = await call('GET', json['@odata.nextLink'], undefined, { Prefer });
    assert.equal(rest.json.value.length, 1);
    const counted = await call('GET', 'subjects/$count');
    assert.deepEqual([counted.text, counted.headers.get('content-type')], ['5000', 'text/plain']);
    assert.equal((await call('GET', "subjects/$count?$filter=title eq 't7'")).text, '1');
  });

  it('put nulls first, choices by number, lookups by name', async () => {
    const contacts = fake.seed('contact', [{ fullname: 'Zoe' }, { fullname: 'Abe' }]);
    for (const [title, prioritycode, at] of [
      ['c', 3, 0],
      ['b', null, 1],
      ['a', 1, null],
    ] as const) {
      const id = at === null ? undefined : contacts[at];
      fake.seed('incident', [
        { title, prioritycode, ...(id && { primarycontactid: { id, table: 'contact' } }) },
      ]);
    }
    const order = async (orderby: string) =>
      (await call('GET', `incidents?$select=title&$orderby=${orderby}`)).json.value
        .map(({ title }: { title: string }) => title)
        .join('');
    assert.equal(await order('prioritycode'), 'bac');
    assert.equal(await order('prioritycode desc'), 'cab');
    assert.equal(await order('_primarycontactid_value'), 'abc');
    assert.equal(await order('title desc'), 'cba');
  });

  it('go through a collection with options of its own', async () => {
    fake.reset();
    const [id = ''] = fake.seed('contact', [{ fullname: 'Ann' }]);
    fake.seed(
      'incident',
      ['a', 'b', 'c'].map((title) => ({ title, customerid: { id, table: 'contact' } })),
    );
    const { json } = await call(
      'GET',
      `contacts(${id})?$select=fullname&$expand=incident_customer_contacts($select=title;$filter=title ne 'b';$orderby=title desc;$top=1)`,
    );
    assert.deepEqual(
      json.incident_customer_contacts.map(({ title }: { title: string }) => title),
      ['c'],
    );
    const below = await call(
      'GET',
      `contacts(${id})/incident_customer_contacts?$filter=title eq 'a'&$count=true`,
    );
    assert.equal(below.json['@odata.count'], 1);
  });

  it('show the currency of money', async () => {
    fake.defineTables([
      {
        name: 'portico_priced',
        set: 'portico_priceds',
        label: 'Priced',
        key: 'portico_pricedid',
        primaryName: 'portico_name',
        columns: {
          portico_name: { type: 'text', maxLength: 10 },
          portico_price: { type: 'money' },
          transactioncurrencyid: {
            type: 'lookup',
            targets: [
              { table: 'subject', navigation: 'transactioncurrencyid', collection: 'portico_currency' },
            ],
          },
        },
      },
    ]);
    fake.seed('portico_priced', [{ portico_price: 12.5 }]);
    const { json } = await call('GET', 'portico_priceds?$select=portico_price', undefined, {
      Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
    });
    assert.equal(json.value[0]._transactioncurrencyid_value, null);
    assert.equal(json.value[0]['portico_price@OData.Community.Display.V1.FormattedValue'], '$12.50');
  });
});
