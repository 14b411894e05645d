import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const ANN = '00000000-0000-4000-8000-0000000000a1';
const NOBODY = '00000000-0000-4000-8000-00000000dead';
const CUSTOMER = { 'customerid_contact@odata.bind': `/contacts(${ANN})` };

describe('a request that Dataverse would refuse', () => {
  let fake: FakeDataverse;
  let call: Call;
  let caseId: string;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
    fake.seed('contact', [{ contactid: ANN, fullname: 'Ann Li' }]);
    [caseId = ''] = fake.seed('incident', [{ title: 'x', customerid: { id: ANN, table: 'contact' } }]);
  });
  after(() => fake.stop());

  const queries: readonly (readonly [string, string, RegExp])[] = [
    ['skips rows', 'incidents?$skip=1', /\$skip is not supported/],
    ['searches', 'incidents?$search=x', /\$search is not supported/],
    ['asks for a format', 'incidents?$format=json', /\$format is not supported/],
    ['computes', 'incidents?$compute=1 as x', /\$compute is not supported/],
    ['has an option that does not exist', 'incidents?foo=1', /foo is not supported/],
    ['leaves the dollar out', 'incidents?top=1', /top is not supported/],
    ['has an option twice', 'incidents?$top=1&$top=2', /more than once/],
    ['has an option without a value', 'incidents?$count', /has no value/],
    ['is wrongly encoded', 'incidents?$filter=%zz', /percent sign/],
    ['asks for more than 5,000', 'incidents?$top=5001', /limit of 5000/],
    ['asks for less than none', 'incidents?$top=-1', /Invalid value '-1'/],
    ['counts by another word', 'incidents?$count=yes', /Invalid value 'yes'/],
    ['selects what is not there', 'incidents?$select=title,nothing', /named 'nothing'/],
    ['selects in another case', 'incidents?$select=Title', /named 'Title'/],
    ['selects a lookup by its column', 'incidents?$select=customerid', /named 'customerid'/],
    ['selects nothing between two commas', 'incidents?$select=title,,description', /empty item/],
    ['orders by what is not there', 'incidents?$orderby=nothing', /named 'nothing'/],
    ['orders by another row', 'incidents?$orderby=primarycontactid/fullname', /cannot be ordered by/],
    ['orders in a third way', 'incidents?$orderby=title up', /cannot be ordered by/],
    ['expands what is not there', 'incidents?$expand=nothing', /named 'nothing'/],
    ['expands in another case', 'incidents?$expand=PrimaryContactId', /named 'PrimaryContactId'/],
    [
      'counts in an expand',
      'contacts?$expand=incident_customer_contacts($count=true)',
      /\$count is not supported/,
    ],
    ['skips in an expand', 'contacts?$expand=incident_customer_contacts($skip=1)', /\$skip is not supported/],
    ['expands levels', 'accounts?$expand=parentaccountid($levels=2)', /\$levels is not supported/],
    [
      'filters one row in an expand',
      "incidents?$expand=primarycontactid($filter=fullname eq 'x')",
      /Only \$select/,
    ],
    [
      'orders in an expand within an expand',
      'contacts?$expand=incident_customer_contacts($expand=Incident_Annotation($orderby=subject))',
      /\$orderby is not supported within nested/,
    ],
    [
      'expands more than 15',
      `incidents?$expand=${Array.from({ length: 16 }, () => 'primarycontactid').join()}`,
      /above the limit of 15/,
    ],
    ['makes up a page', 'incidents?$skiptoken=x', /paging cookie/],
    ['has a quoted GUID', `incidents('${ANN}')`, /key '.*' in the URI/],
    ['has half a GUID', 'incidents(1234)', /key '1234' in the URI/],
    ['filters one row', `incidents(${ANN})?$filter=title eq 'x'`, /Does Not Exist|\$filter is not supported/],
    ['names columns that are no key', "accounts(name='x')", /not a defined key/],
    ['asks for a version it does not have', 'accounts?$deltatoken=x', /delta token/],
  ];
  for (const [what, path, message] of queries) {
    it(`because it ${what}`, async () => {
      const answer = await call('GET', path);
      assert.ok(answer.status === 400 || answer.status === 404, `${answer.status} ${answer.text}`);
      assert.match(answer.json.error.message, message);
      assert.match(answer.json.error.code, /^0x[0-9a-f]{8}$/);
    });
  }

  it('because it has options one row does not take', async () => {
    assert.equal((await call('GET', `incidents(${caseId})?$top=1`)).status, 400);
    assert.equal((await call('GET', `incidents(${caseId})?$count=true`)).status, 400);
  });

  it('because $top and maxpagesize do not go together', async () => {
    const answer = await call('GET', 'incidents?$top=1', undefined, { Prefer: 'odata.maxpagesize=2' });
    assert.equal(answer.status, 400);
  });

  const bodies: readonly (readonly [string, object, string, RegExp])[] = [
    ['sets what is not there', { nothing: 1 }, '0x80048d19', /property 'nothing' does not exist/],
    ['sets in another case', { Title: 'x' }, '0x80048d19', /property 'Title' does not exist/],
    ['sets a lookup by its column', { customerid: ANN }, '0x80048d19', /'customerid' does not exist/],
    [
      'sets a lookup by its value',
      { _customerid_value: ANN },
      '0x80060888',
      /direct update of Entity Reference/,
    ],
    ['gives a lookup without a bind', { primarycontactid: ANN }, '0x80048d19', /primarycontactid@odata.bind/],
    [
      'binds in another case',
      { 'PrimaryContactId@odata.bind': `/contacts(${ANN})` },
      '0x80048d19',
      /undeclared property 'PrimaryContactId'/,
    ],
    [
      'binds a polymorphic lookup without its target',
      { 'customerid@odata.bind': `/contacts(${ANN})` },
      '0x80048d19',
      /undeclared property 'customerid'/,
    ],
    [
      'binds to the wrong table',
      { 'customerid_account@odata.bind': `/contacts(${ANN})` },
      '0x80040217',
      /'account' With Id/,
    ],
    [
      'binds to no row',
      { 'primarycontactid@odata.bind': `/contacts(${NOBODY})` },
      '0x80040217',
      /Does Not Exist/,
    ],
    [
      'binds to no set',
      { 'primarycontactid@odata.bind': `/contact(${ANN})` },
      '0x8006088a',
      /segment 'contact'/,
    ],
    ['binds to no URL', { 'primarycontactid@odata.bind': ANN }, '0x80060888', /is not a row's/],
    ['binds to a number', { 'primarycontactid@odata.bind': 1 }, '0x80060888', /must be a string/],
    ['annotates what is not there', { 'nothing@odata.type': 'x' }, '0x80048d19', /undeclared property/],
    ['has a text too long', { title: 'x'.repeat(201) }, '0x80044331', /maximum allowed length of '200'/],
    ['has a number for a text', { title: 1 }, '0x80048d19', /type 'Edm.String'/],
    ['has a text for a choice', { prioritycode: 'high' }, '0x80048d19', /type 'Edm.Int32'/],
    ['has a choice that is none', { prioritycode: 4 }, '0x8004431a', /Accepted Values: 1,2,3/],
    ['has a text for yes and no', { adx_publishtoweb: 'true' }, '0x80048d19', /type 'Edm.Boolean'/],
    ['has a day for a moment', { followupby: '2024-01-01' }, '0x80048d19', /DateTimeOffset/],
    ['has a moment without a zone', { followupby: '2024-01-01T00:00:00' }, '0x80048d19', /DateTimeOffset/],
    ['has a day that is none', { followupby: '2024-02-30T00:00:00Z' }, '0x80048d19', /DateTimeOffset/],
    ['has a moment too long ago', { followupby: '1700-01-01T00:00:00Z' }, '0x80040239', /minimum value/],
    ['writes what the platform writes', { createdon: '2024-01-01T00:00:00Z' }, '0x80048d19', /read-only/],
    ['resolves a case itself', { statecode: 1 }, '0x80040203', /CloseIncidentRequest/],
    ['has a status of another state', { statuscode: 5 }, '0x80048408', /not a valid status code/],
    ['has a state that is none', { statecode: 7 }, '0x8004431a', /outside the valid range/],
  ];
  for (const [what, change, code, message] of bodies) {
    it(`because a new row ${what}`, async () => {
      const rows = fake.rows('incident').length;
      const answer = await call('POST', 'incidents', { title: 'x', ...CUSTOMER, ...change });
      assert.ok(answer.status === 400 || answer.status === 404, answer.text);
      assert.equal(answer.json.error.code, code);
      assert.match(answer.json.error.message, message);
      assert.equal(fake.rows('incident').length, rows);
    });

    it(`because a changed row ${what}`, async () => {
      const [before] = fake.rows('incident');
      const answer = await call('PATCH', `incidents(${caseId})`, change);
      assert.equal(answer.json.error.code, code, answer.text);
      assert.deepEqual(fake.rows('incident')[0], before);
    });
  }

  it('because a case that has its number is given another', async () => {
    assert.equal((await call('PATCH', `incidents(${caseId})`, { ticketnumber: 'CAS-1' })).status, 400);
  });

  it('because a required column is missing or is cleared', async () => {
    const missing = await call('POST', 'incidents', { title: 'x' });
    assert.equal(missing.json.error.code, '0x80040200');
    assert.match(missing.json.error.message, /'customerid'/);
    assert.equal((await call('POST', 'incidents', CUSTOMER)).status, 400);
    assert.equal((await call('PATCH', `incidents(${caseId})`, { title: '' })).status, 400);
    const cleared = await call('PATCH', `incidents(${caseId})`, { 'customerid_contact@odata.bind': null });
    assert.equal(cleared.status, 400);
  });

  it('because a number is out of range', async () => {
    for (const numberofemployees of [-1, 1_000_000_001]) {
      const answer = await call('POST', 'accounts', { name: 'x', numberofemployees });
      assert.equal(answer.json.error.code, '0x80044330');
    }
    assert.equal((await call('POST', 'accounts', { name: 'x', numberofemployees: 1.5 })).status, 400);
  });

  it('because its body is no JSON object, or no JSON at all by its type', async () => {
    for (const body of ['', '{', '[]', '"x"', 'null']) {
      assert.equal((await call('POST', 'accounts', body)).status, 400, body);
    }
    for (const type of [
      'text/plain',
      'application/json; charset=latin1',
      'application/x-www-form-urlencoded',
    ]) {
      const answer = await call('POST', 'accounts', { name: 'x' }, { 'Content-Type': type });
      assert.equal(answer.status, 415, type);
    }
    const typed = await call(
      'POST',
      'accounts',
      { name: 'x' },
      { 'Content-Type': 'application/json; type=entry' },
    );
    assert.equal(typed.status, 204);
  });

  it('because of the versions in its headers', async () => {
    assert.equal((await call('GET', 'accounts', undefined, { 'OData-Version': '4.01' })).status, 400);
    assert.equal((await call('GET', 'accounts', undefined, { 'OData-MaxVersion': '3.0' })).status, 400);
    assert.equal((await call('GET', 'accounts', undefined, { Accept: 'application/xml' })).status, 415);
    const good = { 'OData-Version': '4.0', 'OData-MaxVersion': '4.0', Accept: 'application/json' };
    assert.equal((await call('GET', 'accounts', undefined, good)).status, 200);
  });

  it('because of its method', async () => {
    assert.equal((await call('PUT', 'accounts', {})).status, 405);
    assert.equal((await call('DELETE', 'accounts')).status, 405);
    assert.equal((await call('POST', `incidents(${caseId})`, {})).status, 405);
    assert.equal((await call('GET', 'CloseIncident')).status, 405);
  });

  it('because its URL is longer than 32 KB', async () => {
    const text = 'x'.repeat(32_768);
    assert.equal((await call('GET', `accounts?$filter=name eq '${text}'`)).status, 414);
  });

  it('because there is nothing below', async () => {
    assert.equal((await call('GET', 'accounts/x')).status, 404);
    assert.equal((await call('GET', `incidents(${caseId})/nothing`)).status, 400);
    assert.equal((await call('GET', `incidents(${caseId})/title/x`)).status, 404);
    assert.equal((await call('GET', `incidents(${NOBODY})/title`)).status, 404);
  });

  it('says of what is not modelled that it is not', async () => {
    for (const path of ['$metadata', 'accounts?$apply=aggregate($count as n)', 'accounts?fetchXml=<x/>']) {
      const answer = await call('GET', path);
      assert.equal(answer.status, 501);
      assert.match(answer.json.error.message, /does not model/);
    }
  });
});
