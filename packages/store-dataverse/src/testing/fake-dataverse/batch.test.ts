import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Answer, type Call, connect } from './testing-connection.ts';

const ANN = '00000000-0000-4000-8000-0000000000a1';

interface Operation {
  readonly request: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string | null;
}

describe('a batch', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  beforeEach(() => {
    fake.reset();
    fake.seed('contact', [{ contactid: ANN, fullname: 'Ann' }]);
  });
  after(() => fake.stop());

  const part = ({ request, body, headers = {}, id }: Operation): string =>
    [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(id ? [`Content-ID: ${id}`] : []),
      '',
      `${request} HTTP/1.1`,
      ...Object.entries({ ...(body && { 'Content-Type': 'application/json' }), ...headers }).map((pair) =>
        pair.join(': '),
      ),
      '',
      body ? JSON.stringify(body) : '',
    ].join('\r\n');
  const multipart = (name: string, parts: readonly string[]): string =>
    `${parts.map((one) => `--${name}\r\n${one}\r\n`).join('')}--${name}--\r\n`;
  const changeSet = (operations: readonly Operation[]): string =>
    `Content-Type: multipart/mixed; boundary="changeset_1"\r\n\r\n${multipart(
      'changeset_1',
      operations.map((operation, index) => part({ id: String(index + 1), ...operation })),
    )}`;
  const send = (parts: readonly string[], headers = {}): Promise<Answer> =>
    call('POST', '$batch', multipart('batch_1', parts), {
      'Content-Type': 'multipart/mixed; boundary="batch_1"',
      ...headers,
    });
  const statuses = ({ text }: Answer): string =>
    [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status).join();
  const names = () => fake.rows('account').map(({ name }) => name);

  it('answers each operation in its place', async () => {
    const answer = await send([
      part({ request: 'POST accounts', body: { name: 'a' } }),
      part({ request: 'GET /api/data/v9.2/accounts?$select=name' }),
      part({ request: `GET ${fake.url}/api/data/v9.2/contacts(${ANN})?$select=fullname` }),
    ]);
    assert.equal(answer.status, 200);
    assert.equal(statuses(answer), '204,200,200');
    assert.match(answer.headers.get('content-type')!, /^multipart\/mixed; boundary=batchresponse_/);
    assert.match(answer.text, /OData-EntityId: .*\/accounts\([0-9a-f-]+\)\r\n/);
    assert.match(answer.text, /"fullname":"Ann"/);
    assert.equal(answer.text.replaceAll('\r\n', '').includes('\n'), false);
  });

  it('ends with the first failure, whose status it takes', async () => {
    const parts = [
      part({ request: 'POST accounts', body: { name: 'a' } }),
      part({ request: 'POST accounts', body: { name: 'x'.repeat(161) } }),
      part({ request: 'POST accounts', body: { name: 'c' } }),
    ];
    const answer = await send(parts);
    assert.equal(answer.status, 400);
    assert.equal(statuses(answer), '204,400');
    assert.match(answer.text, /"code":"0x80044331"/);
    assert.deepEqual(names(), ['a']);
    const onward = await send(parts, { Prefer: 'odata.continue-on-error' });
    assert.equal(onward.status, 200);
    assert.equal(statuses(onward), '204,400,204');
  });

  it('does all of a change set or none of it', async () => {
    const good = await send([
      changeSet([
        { request: 'POST accounts', body: { name: 'a' } },
        { request: `PATCH contacts(${ANN})`, body: { jobtitle: 'Chief' }, headers: { 'If-Match': '*' } },
      ]),
    ]);
    assert.equal(good.status, 200);
    assert.equal(statuses(good), '204,204');
    assert.match(good.text, /boundary=changesetresponse_[\s\S]*Content-ID: 1\r\n[\s\S]*Content-ID: 2\r\n/);
    const before = [fake.rows('account'), fake.rows('contact')];
    const bad = await send([
      changeSet([
        { request: 'POST accounts', body: { name: 'b' } },
        { request: `DELETE contacts(${ANN})` },
        { request: `PATCH contacts(${ANN})`, body: { jobtitle: 'x' }, headers: { 'If-Match': '*' } },
      ]),
    ]);
    assert.equal(bad.status, 404);
    assert.equal(statuses(bad), '404');
    assert.doesNotMatch(bad.text, /changesetresponse/);
    assert.deepEqual([fake.rows('account'), fake.rows('contact')], before);
  });

  it('undoes change sets against what other rows and keys had', async () => {
    const etag = (await call('GET', `contacts(${ANN})`)).json['@odata.etag'];
    await send([changeSet([{ request: `DELETE contacts(${ANN})` }, { request: 'POST accounts', body: {} }])]);
    assert.equal((await call('GET', `contacts(${ANN})`)).json['@odata.etag'], etag);
  });

  it('lets later operations name earlier ones', async () => {
    const answer = await send([
      changeSet([
        { request: 'POST accounts', body: { name: 'Acme' } },
        {
          request: 'POST contacts',
          body: { firstname: 'New', 'parentcustomerid_account@odata.bind': '$1' },
        },
        { request: 'PATCH $1', body: { 'primarycontactid@odata.bind': '$2' } },
        { request: 'PUT $1/primarycontactid/$ref', body: { '@odata.id': '$2' } },
      ]),
    ]);
    assert.equal(answer.status, 200, answer.text);
    const [account] = fake.rows('account');
    const made = fake.rows('contact').find(({ firstname }) => firstname === 'New');
    assert.deepEqual(account?.primarycontactid, { id: made?.contactid, table: 'contact' });
    assert.deepEqual(made?.parentcustomerid, { id: account?.accountid, table: 'account' });
    const early = await send([
      changeSet([{ request: 'POST contacts', body: { 'parentcustomerid_account@odata.bind': '$9' } }]),
    ]);
    assert.equal(early.status, 400);
  });

  it('closes a case and notes it in one change set', async () => {
    const [id] = fake.seed('incident', [{ title: 'x', customerid: { id: ANN, table: 'contact' } }]);
    const resolution = { subject: 'Done', 'incidentid@odata.bind': `/incidents(${id})` };
    const answer = await send([
      changeSet([
        { request: 'POST CloseIncident', body: { IncidentResolution: resolution, Status: 5 } },
        {
          request: 'POST annotations',
          body: { subject: 's', 'objectid_incident@odata.bind': `/incidents(${id})` },
        },
      ]),
    ]);
    assert.equal(statuses(answer), '204,204');
    assert.equal(fake.rows('incident')[0]?.statecode, 1);
  });

  const broken: readonly (readonly [string, () => readonly string[]])[] = [
    ['reads in a change set', () => [changeSet([{ request: 'GET accounts' }])]],
    [
      'leaves Content-ID out of a change set',
      () => [changeSet([{ request: 'POST accounts', body: { name: 'a' }, id: null }])],
    ],
    [
      'uses a Content-ID twice',
      () => [changeSet([1, 2].map(() => ({ request: 'POST accounts', body: { name: 'a' }, id: '1' })))],
    ],
    ['holds a batch', () => [part({ request: 'POST $batch', body: {} })]],
    ['leaves the version of HTTP out', () => [part({ request: 'GET accounts' }).replace(' HTTP/1.1', '')]],
    ['has no type', () => [part({ request: 'GET accounts' }).replace('Content-Type', 'X')]],
    ['has no transfer encoding', () => [part({ request: 'GET accounts' }).replace('binary', '7bit')]],
    ['names another service', () => [part({ request: 'GET https://example.com/api/data/v9.2/accounts' })]],
    [
      'has more than 1,000 operations',
      () => Array.from({ length: 1001 }, () => part({ request: 'GET WhoAmI' })),
    ],
  ];
  for (const [what, parts] of broken) {
    it(`is refused when it ${what}`, async () => {
      const answer = await send(parts());
      assert.equal(answer.status, 400, answer.text.slice(0, 300));
      assert.deepEqual(names(), []);
    });
  }

  it('is refused with lines that end in LF alone, or without its end', async () => {
    const body = multipart('batch_1', [part({ request: 'POST accounts', body: { name: 'a' } })]);
    const type = { 'Content-Type': 'multipart/mixed; boundary=batch_1' };
    assert.equal((await call('POST', '$batch', body.replaceAll('\r\n', '\n'), type)).status, 400);
    assert.equal((await call('POST', '$batch', body.replace('--batch_1--', ''), type)).status, 400);
    assert.equal((await call('POST', '$batch', body.replace('POST', '\nPOST'), type)).status, 400);
    assert.equal((await call('POST', '$batch', body, { 'Content-Type': 'application/json' })).status, 400);
    assert.equal((await call('POST', '$batch', body, { 'Content-Type': 'multipart/mixed' })).status, 400);
    assert.equal((await call('GET', '$batch')).status, 405);
    assert.deepEqual(names(), []);
    assert.equal((await call('POST', '$batch', body, type)).status, 200);
  });

  it('takes URLs that are too long outside of one', async () => {
    const filter = encodeURIComponent(`name eq '${'x'.repeat(40_000)}'`);
    const answer = await send([part({ request: `GET accounts?$filter=${filter}` })]);
    assert.equal(statuses(answer), '200');
    const longer = encodeURIComponent(`name eq '${'x'.repeat(70_000)}'`);
    assert.equal((await send([part({ request: `GET accounts?$filter=${longer}` })])).status, 400);
  });
});
