import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const ANN = '00000000-0000-4000-8000-0000000000a1';
const BOB = '00000000-0000-4000-8000-0000000000b2';
const CASE = '00000000-0000-4000-8000-0000000000e5';
const WHOLE = { Prefer: 'return=representation' };

describe('a row', () => {
  let fake: FakeDataverse;
  let call: Call;
  let now = new Date('2024-06-15T12:00:00.750Z');

  before(async () => {
    fake = await startFakeDataverse({
      now: () => now,
      tables: [
        {
          name: 'portico_keyed',
          set: 'portico_keyeds',
          label: 'Keyed',
          key: 'portico_keyedid',
          primaryName: 'portico_name',
          columns: {
            portico_name: { type: 'text', maxLength: 100 },
            portico_number: { type: 'integer' },
            portico_rate: { type: 'decimal', precision: 3 },
            portico_when: { type: 'datetime' },
          },
          keys: [{ name: 'portico_key', columns: ['portico_name', 'portico_number'] }],
          custom: true,
        },
      ],
    });
    call = await connect(fake);
  });
  beforeEach(() => {
    fake.reset();
    now = new Date('2024-06-15T12:00:00.750Z');
    fake.seed('contact', [
      { contactid: ANN, fullname: 'Ann' },
      { contactid: BOB, fullname: 'Bob' },
    ]);
    fake.seed('incident', [{ incidentid: CASE, title: 'x', customerid: { id: ANN, table: 'contact' } }]);
  });
  after(() => fake.stop());

  const read = async (path: string) => (await call('GET', path)).json;

  it('is created by PATCH where it is not, and changed where it is', async () => {
    const path = 'contacts(00000000-0000-4000-8000-0000000000c3)';
    const created = await call('PATCH', path, { firstname: 'Eve' });
    assert.equal(created.status, 204);
    assert.match(created.headers.get('odata-entityid')!, /contacts\(00000000-0000-4000-8000-0000000000c3\)$/);
    const changed = await call('PATCH', path, { lastname: 'Ray' }, WHOLE);
    assert.equal(changed.status, 200);
    assert.equal(changed.json.fullname, 'Eve Ray');
  });

  it('is only created with If-None-Match: *', async () => {
    const answer = await call('PATCH', `contacts(${ANN})`, { firstname: 'x' }, { 'If-None-Match': '*' });
    assert.equal(answer.status, 412);
    assert.deepEqual(answer.json.error, {
      code: '0x80040237',
      message: 'A record with matching key values already exists.',
    });
  });

  it('is only changed with If-Match: *', async () => {
    const missing = 'contacts(00000000-0000-4000-8000-00000000dead)';
    assert.equal((await call('PATCH', missing, { firstname: 'x' }, { 'If-Match': '*' })).status, 404);
    assert.equal(
      (await call('PATCH', `contacts(${ANN})`, { firstname: 'x' }, { 'If-Match': '*' })).status,
      204,
    );
    assert.equal((await call('PATCH', `contacts(${ANN})`, {}, { 'If-Match': 'x' })).status, 400);
  });

  it('is changed and removed against the version that was read', async () => {
    const etag = (await read(`contacts(${ANN})`))['@odata.etag'];
    assert.equal(
      (await call('PATCH', `contacts(${ANN})`, { firstname: 'A' }, { 'If-Match': etag })).status,
      204,
    );
    assert.equal((await call('DELETE', `contacts(${ANN})`, undefined, { 'If-Match': etag })).status, 412);
    const fresh = (await read(`contacts(${ANN})`))['@odata.etag'];
    assert.equal((await call('DELETE', `contacts(${BOB})`)).status, 204);
    assert.notEqual(fresh, etag);
    assert.equal((await call('DELETE', `contacts(${BOB})`)).status, 404);
  });

  it('is not sent again to who has it', async () => {
    const answer = await call('GET', `contacts(${ANN})?$select=fullname`);
    const etag = answer.headers.get('etag')!;
    const again = (headers: Record<string, string>, path = `contacts(${ANN})?$select=fullname`) =>
      call('GET', path, undefined, { 'If-None-Match': etag, ...headers });
    assert.equal((await again({})).status, 304);
    assert.equal((await again({ Prefer: 'odata.include-annotations="*"' })).status, 200);
    assert.equal((await again({}, `contacts(${ANN})?$expand=parentcustomerid_account`)).status, 200);
    assert.equal((await again({ 'If-None-Match': 'null' })).status, 200);
  });

  it('is refused twice under one id', async () => {
    const answer = await call('POST', 'contacts', { contactid: ANN, firstname: 'x' });
    assert.deepEqual([answer.status, answer.json.error.code], [412, '0x80040237']);
  });

  it('keeps its id, whatever the body says', async () => {
    assert.equal((await call('PATCH', `contacts(${ANN})`, { contactid: BOB })).status, 400);
    assert.equal((await call('PATCH', `contacts(${ANN})`, { contactid: ANN, jobtitle: 'x' })).status, 204);
  });

  it('keeps whole seconds, no empty text, and no more digits than the column has', async () => {
    const { json } = await call(
      'POST',
      'portico_keyeds',
      { portico_name: '', portico_rate: 1.23456, portico_when: '2024-01-01T01:02:03.999+01:00' },
      WHOLE,
    );
    assert.equal(json.portico_name, null);
    assert.equal(json.portico_rate, 1.235);
    assert.equal(json.portico_when, '2024-01-01T00:02:03Z');
    assert.equal(json.createdon, '2024-06-15T12:00:00Z');
  });

  it('imported keeps the day it was created elsewhere', async () => {
    const { json } = await call('POST', 'contacts', { overriddencreatedon: '2019-01-01T00:00:00Z' }, WHOLE);
    assert.equal(json.createdon, '2019-01-01T00:00:00Z');
    assert.equal(json.overriddencreatedon, '2024-06-15T12:00:00Z');
    const late = await call('PATCH', `contacts(${ANN})`, { overriddencreatedon: '2019-01-01T00:00:00Z' });
    assert.equal(late.status, 400);
  });

  it('is stamped with the moment of each change', async () => {
    now = new Date('2024-06-16T00:00:00Z');
    await call('PATCH', `contacts(${ANN})`, { jobtitle: 'x' });
    const row = await read(`contacts(${ANN})`);
    assert.deepEqual([row.createdon, row.modifiedon], ['2024-06-15T12:00:00Z', '2024-06-16T00:00:00Z']);
  });

  it('is found by an alternate key, which no other row may have', async () => {
    const key = "portico_keyeds(portico_name='A''s',portico_number=2)";
    assert.equal((await call('GET', key)).status, 404);
    assert.equal((await call('PATCH', key, { portico_rate: 1 })).status, 204);
    const row = await read(key);
    assert.deepEqual([row.portico_name, row.portico_number], ["A's", 2]);
    const twice = await call('POST', 'portico_keyeds', { portico_name: "a'S ", portico_number: 2 });
    assert.deepEqual([twice.status, twice.json.error.code], [412, '0x80040237']);
    await call('POST', 'portico_keyeds', { portico_name: 'other', portico_number: 2 });
    const other = fake.rows('portico_keyed')[1]!.portico_keyedid;
    assert.equal((await call('PATCH', `portico_keyeds(${other})`, { portico_name: "A's" })).status, 412);
    // A key with a null in it holds nothing apart.
    for (const _ of [1, 2]) {
      assert.equal((await call('POST', 'portico_keyeds', { portico_name: 'half' })).status, 204);
    }
    assert.equal((await call('DELETE', key)).status, 204);
    assert.equal(
      (await call('POST', 'portico_keyeds', { portico_name: "A's", portico_number: 2 })).status,
      204,
    );
  });

  it('takes a bind by whole URL, by path, by key, and null', async () => {
    for (const reference of [
      `/contacts(${BOB})`,
      `contacts(${BOB})`,
      `${fake.url}/api/data/v9.2/contacts(${BOB})`,
    ]) {
      await call('PATCH', `incidents(${CASE})`, { 'primarycontactid@odata.bind': null });
      assert.equal((await read(`incidents(${CASE})`))._primarycontactid_value, null);
      await call('PATCH', `incidents(${CASE})`, { 'primarycontactid@odata.bind': reference });
      assert.equal((await read(`incidents(${CASE})`))._primarycontactid_value, BOB);
    }
  });

  it('changes its customer from a contact to an account by the other property', async () => {
    const [account = ''] = fake.seed('account', [{ name: 'Acme' }]);
    await call('PATCH', `incidents(${CASE})`, { 'customerid_account@odata.bind': `/accounts(${account})` });
    const row = await read(`incidents(${CASE})?$expand=customerid_account($select=name),customerid_contact`);
    assert.equal(row.customerid_account.name, 'Acme');
    assert.equal(row.customerid_contact, null);
  });

  it('is made along with those it holds', async () => {
    const { json } = await call(
      'POST',
      'accounts',
      {
        name: 'Deep',
        primarycontactid: { firstname: 'New', lastname: 'One' },
        contact_customer_accounts: [{ firstname: 'Child' }],
      },
      WHOLE,
    );
    const contacts = fake.rows('contact').filter(({ fullname }) => fullname !== 'Ann' && fullname !== 'Bob');
    assert.deepEqual(contacts.map(({ fullname }) => fullname).sort(), ['Child', 'New One']);
    assert.ok(contacts.some(({ contactid }) => contactid === json._primarycontactid_value));
    const rows = fake.rows('contact').length;
    const refused = await call('POST', 'accounts', { primarycontactid: { firstname: 'Lost' } });
    assert.equal(refused.status, 400);
    assert.equal(fake.rows('contact').length, rows);
  });

  it('has single columns that can be read, set and cleared', async () => {
    const path = `contacts(${ANN})/jobtitle`;
    assert.equal((await call('GET', path)).status, 204);
    assert.equal((await call('PUT', path, { value: 'Chief' })).status, 204);
    assert.equal((await read(path)).value, 'Chief');
    assert.equal((await call('GET', `${path}/$value`)).text, 'Chief');
    assert.equal((await call('DELETE', path)).status, 204);
    assert.equal((await call('PUT', path, { value: 'x'.repeat(101) })).status, 400);
    assert.equal((await call('PUT', `contacts(${ANN})/createdon`, { value: null })).status, 400);
  });

  it('has references that can be set and taken away', async () => {
    const reference = { '@odata.id': `${fake.url}/api/data/v9.2/contacts(${BOB})` };
    assert.equal((await call('PUT', `incidents(${CASE})/primarycontactid/$ref`, reference)).status, 204);
    assert.equal((await read(`incidents(${CASE})/primarycontactid`)).fullname, 'Bob');
    assert.match((await read(`incidents(${CASE})/primarycontactid/$ref`))['@odata.id'], /contacts\(.*b2\)$/);
    assert.equal((await call('DELETE', `incidents(${CASE})/primarycontactid/$ref`)).status, 204);
    assert.equal((await call('GET', `incidents(${CASE})/primarycontactid`)).status, 204);
    const back = { '@odata.id': `${fake.url}/api/data/v9.2/incidents(${CASE})` };
    const collection = `contacts(${BOB})/contact_as_primary_contact`;
    assert.equal((await call('POST', `${collection}/$ref`, back)).status, 204);
    assert.equal((await read(collection)).value.length, 1);
    assert.equal((await call('GET', `${collection}/$count`)).text, '1');
    assert.equal((await call('DELETE', `${collection}(${CASE})/$ref`)).status, 204);
    assert.equal((await read(collection)).value.length, 0);
    assert.equal((await call('DELETE', `incidents(${CASE})/customerid_contact/$ref`)).status, 400);
  });

  it('takes its notes along when it goes, and is cleared from what points at it', async () => {
    await call('POST', 'annotations', {
      subject: '*WEB*',
      filename: 'a.txt',
      documentbody: Buffer.from('hello').toString('base64'),
      'objectid_incident@odata.bind': `/incidents(${CASE})`,
    });
    const [note] = fake.rows('annotation');
    assert.deepEqual([note?.filesize, note?.isdocument, note?.objecttypecode], [5, true, 'incident']);
    assert.equal(
      (await call('GET', `annotations(${note?.annotationid})/documentbody/$value`)).text,
      'aGVsbG8=',
    );
    await call('PATCH', `incidents(${CASE})`, { 'primarycontactid@odata.bind': `/contacts(${BOB})` });
    await call('DELETE', `contacts(${BOB})`);
    assert.equal((await read(`incidents(${CASE})`))._primarycontactid_value, null);
    await call('DELETE', `incidents(${CASE})`);
    assert.equal(fake.rows('annotation').length, 0);
  });

  it('takes the first status of the state it is put into', async () => {
    await call('PATCH', `incidents(${CASE})`, { statecode: 2 });
    assert.deepEqual(await stateOf(), [2, 6]);
    await call('PATCH', `incidents(${CASE})`, { statecode: 0, statuscode: 3 });
    assert.deepEqual(await stateOf(), [0, 3]);
    await call('PATCH', `incidents(${CASE})`, { statuscode: 2 });
    assert.deepEqual(await stateOf(), [0, 2]);
  });

  const stateOf = async () => {
    const { statecode, statuscode } = await read(`incidents(${CASE})`);
    return [statecode, statuscode];
  };
  const close = (Status: number, more = {}) =>
    call('POST', 'CloseIncident', {
      IncidentResolution: {
        '@odata.type': 'Microsoft.Dynamics.CRM.incidentresolution',
        subject: 'Done',
        'incidentid@odata.bind': `/incidents(${CASE})`,
        timespent: 0,
        ...more,
      },
      Status,
    });

  it('of a case is resolved by CloseIncident and opened again by PATCH', async () => {
    assert.equal((await close(1000)).status, 204);
    assert.deepEqual(await stateOf(), [1, 1000]);
    assert.equal(fake.rows('incidentresolution')[0]?.subject, 'Done');
    assert.equal((await close(5)).status, 400);
    assert.equal((await call('PATCH', `incidents(${CASE})`, { title: 'still resolved' })).status, 204);
    assert.equal((await call('PATCH', `incidents(${CASE})`, { statecode: 0, statuscode: 1 })).status, 204);
    assert.equal((await close(-1)).status, 204);
    assert.deepEqual(await stateOf(), [1, 5]);
  });

  it('of a case is not resolved when anything is wrong with the resolution', async () => {
    for (const [status, more] of [
      [6, {}],
      [5, { nothing: 1 }],
      [5, { 'incidentid@odata.bind': '/incidents(00000000-0000-4000-8000-00000000dead)' }],
      [5, { '@odata.type': 'Microsoft.Dynamics.CRM.task' }],
    ] as const) {
      assert.ok((await close(status, more)).status >= 400);
      assert.deepEqual(await stateOf(), [0, 1]);
      assert.equal(fake.rows('incidentresolution').length, 0);
    }
  });

  it('of a lead becomes an account and a contact when it is qualified', async () => {
    const [id] = fake.seed('lead', [
      { subject: 's', firstname: 'A', lastname: 'B', companyname: 'Acme', emailaddress1: 'a@b.c' },
    ]);
    const action = `leads(${id})/Microsoft.Dynamics.CRM.QualifyLead`;
    const parameters = { CreateAccount: true, CreateContact: true, CreateOpportunity: false, Status: 3 };
    const { status, json } = await call('POST', action, parameters);
    assert.equal(status, 200);
    assert.deepEqual(
      json.value.map((one: Record<string, string>) => one['@odata.type']),
      ['#Microsoft.Dynamics.CRM.account', '#Microsoft.Dynamics.CRM.contact'],
    );
    const lead = await read(`leads(${id})`);
    assert.deepEqual([lead.statecode, lead.statuscode], [1, 3]);
    assert.ok(lead._parentaccountid_value);
    assert.equal((await call('POST', action, parameters)).status, 400);
    assert.equal((await call('POST', action, { CreateAccount: true })).status, 400);
  });
});
