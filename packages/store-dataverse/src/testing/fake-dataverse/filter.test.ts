import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const ANN = '00000000-0000-4000-8000-0000000000a1';
const BOB = '00000000-0000-4000-8000-0000000000b2';
const ACME = '00000000-0000-4000-8000-0000000000c3';

describe('rows that a $filter finds', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse({ now: () => new Date('2024-06-15T12:00:00Z') });
    call = await connect(fake);
    fake.seed('account', [{ accountid: ACME, name: 'Acme' }]);
    fake.seed('contact', [
      { contactid: ANN, fullname: 'Ann Li', parentcustomerid: { id: ACME, table: 'account' } },
      { contactid: BOB, fullname: 'Bob Ray' },
    ]);
    const contact = (id: string) => ({ id, table: 'contact' });
    fake.seed('incident', [
      {
        title: 'Fan is LOUD  ',
        description: '50% off_[x]',
        prioritycode: 1,
        customerid: contact(ANN),
        primarycontactid: contact(ANN),
        followupby: '2024-06-15T08:00:00Z',
        isescalated: true,
      },
      {
        title: 'Screen flickers',
        description: 'Screen flickers',
        prioritycode: 2,
        customerid: { id: ACME, table: 'account' },
        primarycontactid: contact(BOB),
        followupby: '2024-06-10T08:00:00Z',
        isescalated: false,
      },
      { title: 'No power', prioritycode: null, customerid: contact(BOB) },
    ]);
  });
  after(() => fake.stop());

  const found = async (filter: string, set = 'incidents', column = 'title'): Promise<string> => {
    const answer = await call(
      'GET',
      `${set}?$select=${column}&$filter=${encodeURIComponent(filter)}&$orderby=${column}`,
    );
    assert.equal(answer.status, 200, answer.text);
    return answer.json.value.map((row: Record<string, string>) => row[column]!.trim().split(' ')[0]).join();
  };

  const cases: readonly (readonly [string, string])[] = [
    ["title eq 'fan is loud'", 'Fan'],
    ["title eq 'fan is loud     '", 'Fan'],
    ["title ne 'no power'", 'Fan,Screen'],
    ["contains(title,'PO')", 'No'],
    ["startswith(title,'s')", 'Screen'],
    ["endswith(title,'loud')", 'Fan'],
    ["contains(description,'%')", 'Fan,Screen'],
    ["contains(description,'[%]')", 'Fan'],
    ["contains(description,'f[_][[]x]')", 'Fan'],
    ["not contains(description,'screen')", 'Fan'],
    ["not contains(description,'screen') or description eq null", 'Fan,No'],
    ['prioritycode eq 1', 'Fan'],
    ['prioritycode ne 1', 'Screen'],
    ['prioritycode gt 1', 'Screen'],
    ['not (prioritycode eq 1)', 'Screen'],
    ['prioritycode eq null', 'No'],
    ['prioritycode ne null', 'Fan,Screen'],
    ['prioritycode eq 1 or prioritycode eq null', 'Fan,No'],
    ['prioritycode eq 1 and description eq null', ''],
    ['isescalated', 'Fan'],
    ['not isescalated', 'Screen'],
    ['isescalated eq false', 'Screen'],
    [`_customerid_value eq ${BOB}`, 'No'],
    [`_customerid_value eq ${BOB.toUpperCase()}`, 'No'],
    [`_primarycontactid_value eq null`, 'No'],
    ["primarycontactid/fullname eq 'ann li'", 'Fan'],
    ["customerid_contact/fullname ne 'x'", 'Fan,No'],
    ["primarycontactid/parentcustomerid_account/name eq 'acme'", 'Fan'],
    ["customerid_account/name eq 'acme'", 'Screen'],
    ['title eq description', 'Screen'],
    ['followupby ge 2024-06-15', 'Fan'],
    ['followupby lt 2024-06-15T10:00:00+02:00', 'Screen'],
    ["Microsoft.Dynamics.CRM.In(PropertyName='prioritycode',PropertyValues=['1','3'])", 'Fan'],
    ["Microsoft.Dynamics.CRM.NotIn(PropertyName='prioritycode',PropertyValues=['1'])", 'Screen'],
    [`Microsoft.Dynamics.CRM.In(PropertyName='customerid',PropertyValues=["${BOB}"])`, 'No'],
    ["Microsoft.Dynamics.CRM.Between(PropertyName='prioritycode',PropertyValues=['2','9'])", 'Screen'],
    ["Microsoft.Dynamics.CRM.NotBetween(PropertyName='prioritycode',PropertyValues=['2','9'])", 'Fan'],
    ["Microsoft.Dynamics.CRM.Today(PropertyName='followupby')", 'Fan'],
    ["Microsoft.Dynamics.CRM.Yesterday(PropertyName='followupby')", ''],
    ["Microsoft.Dynamics.CRM.LastXDays(PropertyName='followupby',PropertyValue=7)", 'Fan,Screen'],
    ["Microsoft.Dynamics.CRM.NextXDays(PropertyName='followupby',PropertyValue=1)", 'Fan'],
    ["Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')", ''],
  ];
  for (const [filter, expected] of cases) {
    it(`${filter} gives ${expected || 'none'}`, async () => {
      assert.equal(await found(filter), expected);
    });
  }

  it('by their children, with any and all', async () => {
    const contacts = (filter: string) => found(filter, 'contacts', 'fullname');
    assert.equal(await contacts("contact_as_primary_contact/any(o:contains(o/title,'loud'))"), 'Ann');
    assert.equal(await contacts('contact_as_primary_contact/any()'), 'Ann,Bob');
    assert.equal(await contacts('not incident_customer_contacts/any(o:o/prioritycode eq 1)'), 'Bob');
    assert.equal(await contacts('incident_customer_contacts/all(o:o/prioritycode eq 1)'), 'Ann,Bob');
    assert.equal(
      await found('contact_customer_accounts/any(c:c/contact_as_primary_contact/any())', 'accounts', 'name'),
      'Acme',
    );
  });

  it('by aliases of parameters', async () => {
    const answer = await call(
      'GET',
      `incidents?$select=title&$filter=${encodeURIComponent('Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)')}&@p1='prioritycode'&@p2=["2"]`,
    );
    assert.equal(answer.json.value[0].title, 'Screen flickers');
    assert.equal((await call('GET', 'incidents?$filter=title eq @missing')).status, 400);
  });

  it('let rows with null in where the environment counts in two values', async (context) => {
    const other = await startFakeDataverse({ nulls: 'two-valued' });
    context.after(() => other.stop());
    const callOther = await connect(other);
    other.seed('account', [
      { name: 'a', accountnumber: null },
      { name: 'b', accountnumber: '1' },
    ]);
    for (const filter of [
      "accountnumber ne '1'",
      "not (accountnumber eq '1')",
      "not contains(accountnumber,'1')",
    ]) {
      const answer = await callOther('GET', `accounts?$select=name&$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual(
        answer.json.value.map((row: { name: string }) => row.name),
        ['a'],
        filter,
      );
    }
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    [`_customerid_value eq '${ANN}'`, /incompatible types/],
    ["prioritycode eq '1'", /incompatible types/],
    ['title eq 1', /incompatible types/],
    ["followupby gt 'yesterday'", /incompatible types/],
    ['Title eq null', /Could not find a property named 'Title'/],
    ['primarycontactid eq null', /Could not find a property named 'primarycontactid'/],
    ['_title_value eq null', /Could not find a property/],
    ["PrimaryContactId/fullname eq 'x'", /Could not find a property named 'PrimaryContactId'/],
    ["customerid/name eq 'x'", /Could not find a property named 'customerid'/],
    ['title', /not of type Edm.Boolean/],
    ['true', /not a condition/],
    ['1 eq prioritycode', /left side/],
    ['prioritycode add 1 eq 2', /left side/],
    ['prioritycode gt null', /does not take null/],
    ['prioritycode in (1,2)', /not supported/],
    ["tolower(title) eq 'x'", /left side/],
    ['length(title) eq 1', /left side/],
    ["contains('x',title)", /takes a property and a text/],
    ['contains(prioritycode,1)', /No function signature/],
    ["substringof('x',title)", /unknown function/],
    ['title eq primarycontactid/fullname', /Only columns of one row/],
    ['prioritycode eq title', /incompatible types/],
    ['nothing/any(o:true)', /Could not find a property/],
    ["Microsoft.Dynamics.CRM.In(PropertyValues=['1'])", /takes PropertyName/],
    ["Microsoft.Dynamics.CRM.In(PropertyName='nothing',PropertyValues=['1'])", /Could not find a property/],
    ["Microsoft.Dynamics.CRM.In(PropertyName='prioritycode',PropertyValues=[1])", /list of strings/],
    ["Microsoft.Dynamics.CRM.In(PropertyName='prioritycode',PropertyValues=['high'])", /not of type/],
    ["Microsoft.Dynamics.CRM.Between(PropertyName='prioritycode',PropertyValues=['1'])", /two values/],
    ['createdon ge 2024-02-31', /Unrecognized date/],
  ];
  for (const [filter, message] of refused) {
    it(`cannot be asked for by ${filter}`, async () => {
      const answer = await call('GET', `incidents?$filter=${encodeURIComponent(filter)}`);
      assert.equal(answer.status, 400, answer.text);
      assert.match(answer.json.error.message, message);
    });
  }

  it('cannot be asked for by a function it does not model, and says so', async () => {
    const answer = await call('GET', "incidents?$filter=Microsoft.Dynamics.CRM.Under(PropertyName='x')");
    assert.equal(answer.status, 501);
  });
});
