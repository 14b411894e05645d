import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TableDefinition } from './definition.ts';
import { canMake, describeDifference } from './describe-difference.ts';
import { findDifferences } from './find-differences.ts';
import type { NeededColumn, NeededTable } from './needed.ts';

const column = (name: string, shape: NeededColumn['shape'], custom = true): NeededColumn => ({
  name,
  for: `thing.${name}`,
  label: name,
  custom,
  shape,
});

const NEEDED: NeededTable = {
  name: 'portico_thing',
  tables: ['thing'],
  make: { label: 'Thing', pluralLabel: 'Things', entitySet: 'portico_things', primaryName: 'portico_label' },
  columns: [
    column('text', { type: 'text', maxLength: 100 }),
    column('choice', { type: 'choice', options: new Map([[7, 'Seven']]) }),
    column('owner', { type: 'lookup', targets: [{ table: 'contact', navigation: 'owner' }] }),
    column('standard', { type: 'text', maxLength: 100 }, false),
  ],
  keys: [{ name: 'key', column: 'unique', for: 'thing: text' }],
  changeTracking: true,
};

const DEFINITION: TableDefinition = {
  name: 'portico_thing',
  entitySet: 'portico_things',
  key: 'portico_thingid',
  primaryName: 'portico_label',
  changeTracking: true,
  columns: new Map(
    [
      { name: 'text', type: 'String', maxLength: 100 },
      { name: 'choice', type: 'Picklist', options: new Set([7, 8]) },
      { name: 'owner', type: 'Lookup' },
      { name: 'standard', type: 'Memo', maxLength: 50 },
    ].map((one) => [one.name, one]),
  ),
  lookups: [{ column: 'owner', target: 'contact', navigation: 'Owner' }],
  keys: [{ name: 'key', columns: ['unique'], status: 'Active' }],
};

function changed(name: string, to: object): TableDefinition {
  const before = DEFINITION.columns.get(name);
  assert.ok(before);
  return { ...DEFINITION, columns: new Map([...DEFINITION.columns, [name, { ...before, ...to }]]) };
}

function without(name: string): TableDefinition {
  return { ...DEFINITION, columns: new Map([...DEFINITION.columns].filter(([one]) => one !== name)) };
}

test('a table that has everything has no differences; a standard column may be shorter', () => {
  assert.deepEqual(findDifferences(NEEDED, DEFINITION), []);
});

const cases: readonly (readonly [string, TableDefinition | null, RegExp, makes: boolean])[] = [
  ['the table', null, /^The table portico_thing is missing, in which thing would be kept\.$/, true],
  ['a column', without('text'), /the column text is missing \(text of 100 characters\)/, true],
  ['a standard column', without('standard'), /the column standard is missing/, false],
  ['a lookup', without('owner'), /lookup to contact/, true],
  ['an option', changed('choice', { options: new Set([8]) }), /has no option 7 \(Seven\)/, true],
  [
    'room for a text',
    changed('text', { maxLength: 99 }),
    /text holds 99 characters; thing\.text has up to 100/,
    false,
  ],
  [
    'the type',
    changed('text', { type: 'Picklist' }),
    /of type Picklist, which cannot keep thing\.text/,
    false,
  ],
  ['the target', { ...DEFINITION, lookups: [] }, /owner does not point to contact/, false],
  [
    'the key',
    { ...DEFINITION, keys: [] },
    /the key key over unique is missing, which keeps thing: text unique/,
    true,
  ],
  [
    'the column of the key',
    { ...DEFINITION, keys: [{ name: 'key', columns: ['other'], status: 'Active' }] },
    /the key key is over other, not unique/i,
    false,
  ],
  [
    'the index of the key',
    { ...DEFINITION, keys: [{ name: 'key', columns: ['unique'], status: 'Failed' }] },
    /could not be built; nothing is unique/,
    false,
  ],
  ['change tracking', { ...DEFINITION, changeTracking: false }, /Change tracking is off/, false],
];

for (const [what, definition, words, makes] of cases) {
  test(`says that ${what} is missing${makes ? ', which can be made' : ''}`, () => {
    const found = findDifferences(NEEDED, definition);
    assert.equal(found.length, 1);
    const [difference] = found;
    assert.ok(difference);
    assert.match(describeDifference(difference), words);
    assert.equal(canMake(difference), makes);
  });
}

test('a key whose index is being built is no fault', () => {
  const keys = [{ name: 'key', columns: ['unique'], status: 'Pending' }];
  assert.deepEqual(findDifferences(NEEDED, { ...DEFINITION, keys }), []);
});
