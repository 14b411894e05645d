import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeBody } from './attribute-body.ts';
import { metadataLabel } from './metadata-label.ts';
import type { ColumnShape, NeededTable } from './needed.ts';
import { relationshipBody } from './relationship-body.ts';
import { tableBody } from './table-body.ts';

const body = (shape: ColumnShape) => attributeBody({ name: 'portico_x', label: 'X', shape });

const shapes: readonly (readonly [string, ColumnShape, Readonly<Record<string, unknown>>])[] = [
  ['short text', { type: 'text', maxLength: 4000 }, { AttributeType: 'String', MaxLength: 4000 }],
  ['long text', { type: 'text', maxLength: 4001 }, { AttributeType: 'Memo', MaxLength: 4001 }],
  ['endless text', { type: 'text', maxLength: 2 ** 30 }, { AttributeType: 'Memo', MaxLength: 1_048_576 }],
  [
    'a whole number',
    { type: 'integer', min: 0, max: 9 },
    { AttributeType: 'Integer', MinValue: 0, MaxValue: 9 },
  ],
  ['a decimal number', { type: 'decimal', min: -1, max: 1 }, { AttributeType: 'Decimal', Precision: 10 }],
  ['a date', { type: 'date' }, { Format: 'DateOnly', DateTimeBehavior: { Value: 'DateOnly' } }],
  ['a moment', { type: 'datetime' }, { Format: 'DateAndTime', DateTimeBehavior: { Value: 'UserLocal' } }],
  ['yes or no', { type: 'boolean' }, { AttributeType: 'Boolean', DefaultValue: false }],
];

for (const [what, shape, properties] of shapes) {
  test(`${what} is a column of its type`, () => {
    const made = body(shape);
    for (const [name, value] of Object.entries(properties)) assert.deepEqual(made[name], value, name);
    assert.equal(made.SchemaName, 'portico_x');
    assert.equal(
      made['@odata.type'],
      `Microsoft.Dynamics.CRM.${String(made.AttributeType)}AttributeMetadata`,
    );
    assert.deepEqual((made.RequiredLevel as { Value: string }).Value, 'None');
  });
}

test('a choice brings its options with their labels', () => {
  const { OptionSet } = body({ type: 'choice', options: new Map([[7, 'Seven']]) }) as {
    OptionSet: { IsGlobal: boolean; Options: unknown };
  };
  assert.equal(OptionSet.IsGlobal, false);
  assert.deepEqual(OptionSet.Options, [{ Value: 7, Label: metadataLabel('Seven') }]);
});

test('a lookup comes with its relationship alone', () => {
  assert.throws(() => body({ type: 'lookup', targets: [] }), /not made by itself/);
  const column = {
    name: 'portico_owner',
    for: 'thing.owner',
    label: 'Owner',
    custom: true,
    shape: { type: 'lookup', targets: [{ table: 'contact', navigation: 'portico_owner' }] },
  } as const;
  const made = relationshipBody('portico_thing', column, { table: 'contact', key: 'contactid' });
  assert.equal(made.SchemaName, 'portico_owner_portico_thing_contact');
  assert.deepEqual(
    [made.ReferencedEntity, made.ReferencedAttribute, made.ReferencingEntity],
    ['contact', 'contactid', 'portico_thing'],
  );
  assert.equal((made.CascadeConfiguration as { Delete: string }).Delete, 'RemoveLink');
  assert.equal((made.Lookup as { SchemaName: string }).SchemaName, 'portico_owner');
  const long = relationshipBody('portico_'.padEnd(50, 'a'), column, { table: 'b'.repeat(60), key: 'k' });
  assert.ok(String(long.SchemaName).length <= 100);
});

test('a table is the organization’s, with a primary name; a standard one is never made', () => {
  const needed: NeededTable = {
    name: 'portico_thing',
    tables: ['thing'],
    make: {
      label: 'Thing',
      pluralLabel: 'Things',
      entitySet: 'portico_things',
      primaryName: 'portico_own_label',
    },
    columns: [],
    keys: [],
    changeTracking: true,
  };
  const made = tableBody(needed);
  assert.equal(made.OwnershipType, 'OrganizationOwned');
  assert.equal(made.ChangeTrackingEnabled, true);
  const [primary, ...others] = made.Attributes as { IsPrimaryName?: boolean; SchemaName: string }[];
  assert.equal(primary?.IsPrimaryName, true);
  assert.equal(primary?.SchemaName, 'portico_own_label');
  assert.deepEqual(others, []);
  assert.throws(() => tableBody({ ...needed, make: null }), /not Portico's to make/);
});
