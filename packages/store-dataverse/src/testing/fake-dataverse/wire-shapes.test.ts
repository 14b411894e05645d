import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ADMINISTRATOR } from './access/user-rights.ts';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const ANN = '00000000-0000-4000-8000-0000000000a1';
const FORMATTED = 'OData.Community.Display.V1.FormattedValue';

/** The exchanges of Microsoft's documentation, as bytes go over the wire. */
describe('on the wire', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  beforeEach(() => {
    fake.reset();
    fake.seed('contact', [{ contactid: ANN, fullname: 'Ann Li' }]);
  });
  after(() => fake.stop());

  const create = (title: string, headers = {}) =>
    call(
      'POST',
      'incidents',
      { title, 'customerid_contact@odata.bind': `/contacts(${ANN})`, caseorigincode: 3 },
      headers,
    );

  it('a row created is shown with its annotations', async () => {
    const answer = await create('Fan is loud', {
      Prefer: 'return=representation,odata.include-annotations="*"',
    });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('odata-version'), '4.0');
    assert.equal(answer.headers.get('odata-entityid'), null);
    assert.match(answer.headers.get('content-type')!, /^application\/json; odata.metadata=minimal/);
    const row = answer.json;
    assert.equal(row['@odata.context'], `${fake.url}/api/data/v9.2/$metadata#incidents/$entity`);
    assert.match(row['@odata.etag'], /^W\/"\d+"$/);
    assert.equal(row.title, 'Fan is loud');
    assert.equal(row._customerid_value, ANN);
    assert.equal(row[`_customerid_value@${FORMATTED}`], 'Ann Li');
    assert.equal(row['_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname'], 'contact');
    assert.equal(
      row['_customerid_value@Microsoft.Dynamics.CRM.associatednavigationproperty'],
      'customerid_contact',
    );
    assert.equal(row.statuscode, 1);
    assert.equal(row[`statuscode@${FORMATTED}`], 'In Progress');
    assert.equal(row[`caseorigincode@${FORMATTED}`], 'Web');
    assert.match(row.ticketnumber, /^CAS-\d+$/);
    assert.match(row.createdon, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(Object.hasOwn(row, 'customerid'), false);
  });

  it('a row created is answered by its address alone unless it is asked for', async () => {
    const answer = await create('x');
    assert.equal(answer.status, 204);
    assert.equal(answer.text, '');
    const [, id] = /^.*\/api\/data\/v9\.2\/incidents\(([0-9a-f-]{36})\)$/.exec(
      answer.headers.get('odata-entityid')!,
    )!;
    assert.equal((await call('GET', `incidents(${id})?$select=title`)).json.incidentid, id);
  });

  it('a page names the next one, and only under the same preference', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await create(title);
    const Prefer = 'odata.maxpagesize=2';
    const path = `incidents?$select=title&$filter=_customerid_value eq ${ANN}&$orderby=title desc,incidentid&$count=true`;
    const first = await call('GET', path, undefined, { Prefer });
    assert.equal(first.json['@odata.count'], 5);
    assert.deepEqual(Object.keys(first.json.value[0]), ['@odata.etag', 'title', 'incidentid']);
    assert.match(
      first.json['@odata.nextLink'],
      /\$skiptoken=%3Ccookie%20pagenumber=%222%22|%3Ccookie%20pagenumber%3D%222%22/,
    );
    const second = await call('GET', first.json['@odata.nextLink'], undefined, { Prefer });
    const third = await call('GET', second.json['@odata.nextLink'], undefined, { Prefer });
    const titles = [first, second, third].flatMap(({ json }) =>
      json.value.map((row: { title: string }) => row.title),
    );
    assert.deepEqual(titles, ['e', 'd', 'c', 'b', 'a']);
    assert.equal(third.json['@odata.nextLink'], undefined);
    assert.equal((await call('GET', first.json['@odata.nextLink'])).status, 400);
  });

  it('an update against an old version is refused in these words', async () => {
    const { json } = await create('x', { Prefer: 'return=representation' });
    await call('PATCH', `incidents(${json.incidentid})`, { title: 'y' });
    const answer = await call(
      'PATCH',
      `incidents(${json.incidentid})`,
      { title: 'z' },
      { 'If-Match': json['@odata.etag'] },
    );
    assert.equal(answer.status, 412);
    assert.deepEqual(answer.json, {
      error: {
        code: '0x80060882',
        message: "The version of the existing record doesn't match the RowVersion property provided.",
      },
    });
  });

  it('too many requests are turned away with the time to wait', async () => {
    fake.misbehave('throttle', { seconds: 12 });
    const answer = await call('GET', 'incidents');
    assert.equal(answer.status, 429);
    assert.equal(answer.headers.get('retry-after'), '12');
    assert.deepEqual(answer.json, {
      error: {
        code: '0x80072322',
        message: 'Number of requests exceeded the limit of 6000 over the time window of 300 seconds.',
      },
    });
  });

  it('a missing row, property or set is named', async () => {
    const missing = await call('GET', 'incidents(00000000-0000-4000-8000-00000000dead)');
    assert.deepEqual([missing.status, missing.json.error.code], [404, '0x80040217']);
    const set = await call('GET', 'Account');
    assert.deepEqual(
      [set.status, set.json.error],
      [404, { code: '0x8006088a', message: "Resource not found for the segment 'Account'." }],
    );
    const property = await call('GET', 'accounts?$select=Name');
    assert.equal(property.status, 400);
    assert.equal(
      property.json.error.message,
      "Could not find a property named 'Name' on type 'Microsoft.Dynamics.CRM.account'.",
    );
  });

  it('who one is and what one may do can be asked', async () => {
    const { json } = await call('GET', 'WhoAmI');
    assert.equal(json.UserId, fake.userId);
    const rights = () =>
      call('GET', `systemusers(${json.UserId})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`);
    const roles = (query = '') =>
      call('GET', `systemusers(${json.UserId})/systemuserroles_association${query}`);
    const all = (await rights()).json.RolePrivileges;
    const names = all.map((one: { PrivilegeName: string }) => one.PrivilegeName);
    for (const name of ['prvReadIncident', 'prvAppendToNote', 'prvReadUser'])
      assert.ok(names.includes(name), name);
    for (const name of ['prvDeleteIncident', 'prvWriteUser', 'prvActOnBehalfOfAnotherUser'])
      assert.ok(!names.includes(name), name);
    assert.deepEqual((await roles('?$select=name')).json.value[0].name, 'Portico');
    fake.allow(ADMINISTRATOR);
    const every = (await rights()).json.RolePrivileges;
    assert.ok(every.some((one: { PrivilegeName: string }) => one.PrivilegeName === 'prvWriteOrganization'));
    assert.deepEqual((await roles('?$select=name')).json.value[0].name, 'System Administrator');
    fake.allow({ roles: ['Portico'], privileges: ['prvReadIncident'] });
    const [held, ...others] = (await rights()).json.RolePrivileges;
    assert.deepEqual(others, []);
    const definition = await call('GET', "EntityDefinitions(LogicalName='incident')?$select=Privileges");
    const [read] = definition.json.Privileges.filter(
      (one: { PrivilegeType: string }) => one.PrivilegeType === 'Read',
    );
    assert.deepEqual(
      [held.PrivilegeId, held.PrivilegeName, held.Depth],
      [read.PrivilegeId, read.Name, 'Global'],
    );
    assert.equal((await roles()).json.value[0].name, 'Portico');
    assert.equal((await roles('?$select=salary')).status, 400);
    assert.equal((await call('POST', 'WhoAmI', {})).status, 405);
    assert.throws(
      () => fake.allow({ roles: [], privileges: ['prvReadNonsense'] }),
      /no privilege prvReadNonsense/,
    );
    fake.reset();
    assert.equal((await rights()).json.RolePrivileges.length, all.length);
  });

  it('the root lists the sets', async () => {
    const { json } = await call('GET', '');
    assert.ok(json.value.some(({ url }: { url: string }) => url === 'knowledgearticles'));
  });
});
