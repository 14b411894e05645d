import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeDataverse, startFakeDataverse } from './start-fake-dataverse.ts';
import { type Call, connect } from './testing-connection.ts';

const CRM = 'Microsoft.Dynamics.CRM';
const label = (text: string) => ({ LocalizedLabels: [{ Label: text, LanguageCode: 1033 }] });
const column = (type: string, SchemaName: string, more = {}) => ({
  '@odata.type': `${CRM}.${type}AttributeMetadata`,
  SchemaName,
  DisplayName: label(SchemaName),
  RequiredLevel: { Value: 'None' },
  ...more,
});
const TABLE = {
  '@odata.type': `${CRM}.EntityMetadata`,
  SchemaName: 'portico_Reply',
  DisplayName: label('Reply'),
  DisplayCollectionName: label('Replies'),
  OwnershipType: 'UserOwned',
  HasActivities: false,
  HasNotes: false,
  Attributes: [column('String', 'portico_Name', { IsPrimaryName: true, MaxLength: 100 })],
};
const RELATIONSHIP = {
  '@odata.type': `${CRM}.OneToManyRelationshipMetadata`,
  SchemaName: 'portico_contact_portico_reply',
  ReferencedEntity: 'contact',
  ReferencedAttribute: 'contactid',
  ReferencingEntity: 'portico_reply',
  CascadeConfiguration: { Delete: 'Restrict' },
  Lookup: column('Lookup', 'portico_Author'),
};

describe('definitions', () => {
  let fake: FakeDataverse;
  let call: Call;

  before(async () => {
    fake = await startFakeDataverse();
    call = await connect(fake);
  });
  beforeEach(() => fake.reset({ tables: true }));
  after(() => fake.stop());

  const read = async (path: string) => {
    const answer = await call('GET', path);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const post = async (path: string, body: object, status = 204) => {
    const answer = await call('POST', path, body);
    assert.equal(answer.status, status, answer.text);
    return answer;
  };

  it('of a table are found by name, by id and by filter', async () => {
    const table = await read(
      "EntityDefinitions(LogicalName='incident')?$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled",
    );
    assert.deepEqual(
      { ...table, MetadataId: undefined, '@odata.context': undefined },
      {
        '@odata.context': undefined,
        MetadataId: undefined,
        LogicalName: 'incident',
        EntitySetName: 'incidents',
        PrimaryIdAttribute: 'incidentid',
        PrimaryNameAttribute: 'title',
        ChangeTrackingEnabled: true,
      },
    );
    assert.equal(
      (await read(`EntityDefinitions(${table.MetadataId})?$select=LogicalName`)).LogicalName,
      'incident',
    );
    const filter = encodeURIComponent("LogicalName eq 'feedback' or LogicalName eq 'lead'");
    const found = await read(`EntityDefinitions?$select=EntitySetName&$filter=${filter}`);
    assert.deepEqual(
      found.value.map((one: Record<string, string>) => one.EntitySetName),
      ['feedback', 'leads'],
    );
    assert.equal((await call('GET', "EntityDefinitions(LogicalName='nothing')")).status, 404);
    assert.equal((await call('GET', 'EntityDefinitions?$select=Nothing')).status, 400);
    assert.equal((await call('GET', 'EntityDefinitions?$top=1')).status, 400);
  });

  it('of columns say what they are', async () => {
    const { value } = await read(
      "EntityDefinitions(LogicalName='incident')/Attributes?$select=LogicalName,AttributeType,RequiredLevel,IsValidForUpdate",
    );
    const of = (name: string) => value.find((one: Record<string, unknown>) => one.LogicalName === name);
    assert.equal(of('title')['@odata.type'], `#${CRM}.StringAttributeMetadata`);
    assert.equal(of('title').RequiredLevel.Value, 'SystemRequired');
    assert.equal(of('customerid').AttributeType, 'Customer');
    assert.equal(of('ownerid').AttributeType, 'Owner');
    assert.equal(of('ticketnumber').IsValidForUpdate, false);
    assert.equal(of('incidentid').AttributeType, 'Uniqueidentifier');
  });

  it('of columns show what their own type has under a cast only', async () => {
    const path = "EntityDefinitions(LogicalName='incident')/Attributes";
    const texts = await read(`${path}/${CRM}.StringAttributeMetadata?$select=LogicalName,MaxLength`);
    assert.equal(
      texts.value.find((one: Record<string, unknown>) => one.LogicalName === 'title').MaxLength,
      200,
    );
    assert.equal((await call('GET', `${path}?$select=MaxLength`)).status, 400);
    const choices = await read(
      `${path}/${CRM}.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet($select=Options),GlobalOptionSet($select=Options)`,
    );
    const priority = choices.value.find((one: Record<string, unknown>) => one.LogicalName === 'prioritycode');
    assert.deepEqual(
      priority.OptionSet.Options.map(
        (one: { Value: number; Label: { UserLocalizedLabel: { Label: string } } }) => [
          one.Value,
          one.Label.UserLocalizedLabel.Label,
        ],
      ),
      [
        [1, 'High'],
        [2, 'Normal'],
        [3, 'Low'],
      ],
    );
    assert.equal(priority.GlobalOptionSet, null);
    const status = await read(
      `${path}(LogicalName='statuscode')/${CRM}.StatusAttributeMetadata?$expand=OptionSet`,
    );
    assert.equal(status.OptionSet.Options.find((one: { Value: number }) => one.Value === 1000).State, 1);
    const yes = await read(
      `${path}(LogicalName='isescalated')/${CRM}.BooleanAttributeMetadata?$expand=OptionSet`,
    );
    assert.equal(yes.OptionSet.TrueOption.Value, 1);
    const lookups = await read(`${path}/${CRM}.LookupAttributeMetadata?$select=LogicalName,Targets`);
    assert.deepEqual(
      lookups.value.find((one: Record<string, unknown>) => one.LogicalName === 'customerid').Targets,
      ['account', 'contact'],
    );
  });

  it('of relationships name the navigation properties', async () => {
    const { value } = await read(
      "EntityDefinitions(LogicalName='incident')/ManyToOneRelationships?$select=ReferencedEntity,ReferencingAttribute,ReferencingEntityNavigationPropertyName",
    );
    assert.ok(
      value.some(
        (one: Record<string, string>) =>
          one.ReferencingEntityNavigationPropertyName === 'customerid_contact' &&
          one.ReferencedEntity === 'contact' &&
          one.ReferencingAttribute === 'customerid',
      ),
    );
    const many = await read(
      "EntityDefinitions(LogicalName='contact')?$select=LogicalName&$expand=OneToManyRelationships($select=SchemaName),Attributes($select=LogicalName;$filter=IsPrimaryId eq true),Keys",
    );
    assert.ok(
      many.OneToManyRelationships.some(
        (one: Record<string, string>) => one.SchemaName === 'incident_customer_contacts',
      ),
    );
    assert.deepEqual(
      many.Attributes.map((one: Record<string, string>) => one.LogicalName),
      ['contactid'],
    );
    assert.deepEqual(many.Keys, []);
    assert.equal((await call('GET', 'EntityDefinitions?$expand=Nothing')).status, 400);
  });

  it('make a table with columns of every kind, a lookup and a key', async () => {
    const made = await post('EntityDefinitions', { ...TABLE, ChangeTrackingEnabled: true });
    assert.match(made.headers.get('odata-entityid')!, /EntityDefinitions\([0-9a-f-]{36}\)$/);
    const columns = "EntityDefinitions(LogicalName='portico_reply')/Attributes";
    await post(columns, column('Memo', 'portico_Body', { MaxLength: 10_000 }));
    await post(columns, column('Integer', 'portico_Count', { MinValue: 0, MaxValue: 10 }));
    await post(columns, column('Decimal', 'portico_Rate', { Precision: 4 }));
    await post(columns, column('DateTime', 'portico_When', { Format: 'DateAndTime' }));
    await post(
      columns,
      column('DateTime', 'portico_Day', { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } }),
    );
    await post(columns, column('String', 'portico_Hash', { MaxLength: 64 }));
    await post(
      columns,
      column('Boolean', 'portico_Open', {
        OptionSet: {
          TrueOption: { Value: 1, Label: label('Yes') },
          FalseOption: { Value: 0, Label: label('No') },
        },
      }),
    );
    await post(
      columns,
      column('Picklist', 'portico_Kind', {
        OptionSet: {
          '@odata.type': `${CRM}.OptionSetMetadata`,
          Options: [{ Value: 7, Label: label('Seven') }],
        },
      }),
    );
    await post('RelationshipDefinitions', RELATIONSHIP);
    await post("EntityDefinitions(LogicalName='portico_reply')/Keys", {
      SchemaName: 'portico_ByHash',
      DisplayName: label('By hash'),
      KeyAttributes: ['portico_hash'],
    });
    const [contact] = fake.seed('contact', [{ fullname: 'Ann' }]);
    const { json, status } = await call(
      'POST',
      'portico_replies',
      {
        portico_name: 'n',
        portico_body: 'b',
        portico_count: 3,
        portico_rate: 1.23456,
        portico_when: '2024-01-01T00:00:00Z',
        portico_day: '2024-01-01',
        portico_open: true,
        portico_kind: 7,
        portico_hash: 'h',
        'portico_Author@odata.bind': `/contacts(${contact})`,
      },
      { Prefer: 'return=representation' },
    );
    assert.equal(status, 201, JSON.stringify(json));
    assert.deepEqual(
      [json.portico_rate, json.portico_day, json._portico_author_value],
      [1.2346, '2024-01-01', contact],
    );
    assert.equal((await call('GET', "portico_replies(portico_hash='h')")).status, 200);
    assert.equal((await call('DELETE', `contacts(${contact})`)).status, 400);
    assert.equal(
      (await call('POST', 'portico_replies', { 'portico_author@odata.bind': `/contacts(${contact})` }))
        .status,
      400,
    );
    assert.equal((await call('POST', 'portico_replies', { portico_count: 11 })).status, 400);
    const keys = await read(
      "EntityDefinitions(LogicalName='portico_reply')/Keys?$select=KeyAttributes,EntityKeyIndexStatus",
    );
    assert.deepEqual(keys.value[0].KeyAttributes, ['portico_hash']);
    assert.equal(keys.value[0].EntityKeyIndexStatus, 'Active');
    const tracked = await call('GET', 'portico_replies', undefined, { Prefer: 'odata.track-changes' });
    assert.equal(tracked.json.value.length, 1);
  });

  it('add columns and a lookup to a standard table', async () => {
    await post(
      "EntityDefinitions(LogicalName='incident')/Attributes",
      column('String', 'portico_Extra', { MaxLength: 10 }),
    );
    await post('RelationshipDefinitions', {
      ...RELATIONSHIP,
      SchemaName: 'portico_incident_self',
      ReferencedEntity: 'incident',
      ReferencedAttribute: 'incidentid',
      ReferencingEntity: 'incident',
    });
    const [id] = fake.seed('incident', [{ title: 'x', portico_extra: 'kept' }]);
    await post(
      "EntityDefinitions(LogicalName='incident')/Attributes",
      column('String', 'portico_More', { MaxLength: 10 }),
    );
    assert.equal((await read(`incidents(${id})?$select=portico_extra`)).portico_extra, 'kept');
    assert.equal((await call('GET', 'incidents?$expand=portico_Author')).status, 200);
    assert.equal((await post('PublishAllXml', {})).text, '');
  });

  it('turn change tracking on, and not off again', async () => {
    await post('EntityDefinitions', TABLE);
    const path = "EntityDefinitions(LogicalName='portico_reply')";
    assert.equal((await call('PUT', path, { ChangeTrackingEnabled: true })).status, 204);
    assert.equal((await read(`${path}?$select=ChangeTrackingEnabled`)).ChangeTrackingEnabled, true);
    assert.equal((await call('PUT', path, { ChangeTrackingEnabled: false })).status, 400);
  });

  it('are gone after a reset that says so', async () => {
    await post('EntityDefinitions', TABLE);
    fake.reset();
    assert.equal((await call('GET', 'portico_replies')).status, 200);
    fake.reset({ tables: true });
    assert.equal((await call('GET', 'portico_replies')).status, 404);
  });

  const wrong: readonly (readonly [string, string, object])[] = [
    ['of a table without a prefix', 'EntityDefinitions', { ...TABLE, SchemaName: 'Reply' }],
    ['of a table without a label', 'EntityDefinitions', { ...TABLE, DisplayName: undefined }],
    ['of a table without a primary name', 'EntityDefinitions', { ...TABLE, Attributes: [] }],
    ['of a table that is there', 'EntityDefinitions', { ...TABLE, SchemaName: 'adx_communityforum' }],
    [
      'of a column without a type',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      { SchemaName: 'portico_X', DisplayName: label('x') },
    ],
    [
      'of a column without a prefix',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('String', 'X', { MaxLength: 1 }),
    ],
    [
      'of a text without a length',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('String', 'portico_X'),
    ],
    [
      'of a text too long',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('String', 'portico_X', { MaxLength: 4001 }),
    ],
    [
      'of a choice without options',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('Picklist', 'portico_X'),
    ],
    [
      'of a yes and no without labels',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('Boolean', 'portico_X'),
    ],
    [
      'of a lookup by itself',
      "EntityDefinitions(LogicalName='lead')/Attributes",
      column('Lookup', 'portico_X'),
    ],
    [
      'of a key on a text too long',
      "EntityDefinitions(LogicalName='lead')/Keys",
      { SchemaName: 'portico_K', DisplayName: label('k'), KeyAttributes: ['websiteurl', 'subject'] },
    ],
    [
      'of a key on long text',
      "EntityDefinitions(LogicalName='lead')/Keys",
      { SchemaName: 'portico_K', DisplayName: label('k'), KeyAttributes: ['description'] },
    ],
    [
      'of a key on no column',
      "EntityDefinitions(LogicalName='lead')/Keys",
      { SchemaName: 'portico_K', DisplayName: label('k'), KeyAttributes: [] },
    ],
    [
      'of a relationship with no table',
      'RelationshipDefinitions',
      { ...RELATIONSHIP, ReferencingEntity: 'nothing' },
    ],
    [
      'of a relationship without a lookup',
      'RelationshipDefinitions',
      { ...RELATIONSHIP, ReferencingEntity: 'lead', Lookup: undefined },
    ],
    [
      'of a relationship without a type',
      'RelationshipDefinitions',
      { ...RELATIONSHIP, '@odata.type': undefined },
    ],
    [
      'of a relationship whose name is taken',
      'RelationshipDefinitions',
      { ...RELATIONSHIP, SchemaName: 'adx_communityforum_lastpost', ReferencingEntity: 'lead' },
    ],
  ];
  for (const [what, path, body] of wrong) {
    it(`${what} are refused`, async () => {
      await post(path, body, 400);
    });
  }

  it('of a column that is there are refused', async () => {
    const path = "EntityDefinitions(LogicalName='lead')/Attributes";
    await post(path, column('String', 'portico_X', { MaxLength: 1 }));
    await post(path, column('Memo', 'portico_x', { MaxLength: 1 }), 400);
  });
});
