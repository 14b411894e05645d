import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  and,
  type Condition,
  EVERYTHING,
  eq,
  type Filter,
  NOTHING,
  not,
  oneOf,
  or,
  related,
} from '@portico/protocol';
import { type Mappings, standardMappings } from '../mapping/index.ts';
import { type Superset, supersetFilter } from './superset-filter.ts';

const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
const GUESTS = '8b0f6a3e-5d0c-4c1b-9e57-706f72746963';
const mappings: Mappings = standardMappings;
const on = (table: keyof typeof standardMappings) => (filter: Filter) =>
  supersetFilter(filter, standardMappings[table], mappings);
const compile = on('case');
const exactly = (test: string): Superset => ({ test, exact: true });
const textOf = ({ test, exact }: Superset): string => {
  assert.ok(exact && typeof test === 'string');
  return test;
};

const condition = (
  column: string,
  operator: Condition['operator'],
  value: Condition['value'],
): Condition => ({ type: 'condition', column, operator, value });
const ACCOUNT = 'customerid_account/accountid';

const cases: readonly (readonly [string, Filter, string | boolean])[] = [
  ['everything is a test that always holds', EVERYTHING, true],
  ['nothing is a test that never holds', NOTHING, false],
  ['a choice is compared by its integer', eq('priority', 'low'), 'prioritycode eq 3'],
  [
    'a choice is compared by every integer that reads as its value',
    eq('status', 'open'),
    '(statuscode eq 1 or statuscode eq 2 or statuscode eq 4)',
  ],
  [
    'another choice is one of the others that are mapped, for an unknown option is an empty cell',
    condition('priority', 'ne', 'low'),
    '(prioritycode eq 1 or prioritycode eq 2)',
  ],
  [
    'an option that is not mapped is an empty cell',
    condition('priority', 'is_null', true),
    '(prioritycode eq null or (prioritycode ne 1 and prioritycode ne 2 and prioritycode ne 3))',
  ],
  ['no choice has a value that is not mapped', eq('status', 'constructor'), false],
  [
    'a lookup to several tables is compared behind the navigation to its own',
    eq('account', ID),
    `(${ACCOUNT} eq ${ID} and ${ACCOUNT} ne ${GUESTS})`,
  ],
  [
    'a record that stands for nobody is an empty cell',
    condition('account', 'is_null', true),
    `(${ACCOUNT} eq null or ${ACCOUNT} eq ${GUESTS})`,
  ],
  [
    'nobody is not another account',
    condition('account', 'ne', ID),
    `((${ACCOUNT} ne null and ${ACCOUNT} ne ${ID}) and ${ACCOUNT} ne ${GUESTS})`,
  ],
  [
    'a related record is a record of ours',
    related('account', EVERYTHING),
    `(${ACCOUNT} ne null and ${ACCOUNT} ne ${GUESTS})`,
  ],
  [
    'a lookup is compared by its value property, the id bare',
    eq('contact', ID),
    `_primarycontactid_value eq ${ID}`,
  ],
  ['no lookup has a value that is no id', eq('contact', "x' or 1 eq 1"), false],
  ['the id is the primary key', eq('id', ID), `incidentid eq ${ID}`],
  [
    'a list becomes a disjunction',
    oneOf('priority', ['high', 'low']),
    '(prioritycode eq 1 or prioritycode eq 3)',
  ],
  ['an empty list holds nowhere', oneOf('priority', []), false],
  ['null in a list is no value', oneOf('priority', [null]), false],
  ['null equals nothing', eq('contact', null), false],
  ['emptiness is asked for by name', condition('title', 'is_null', true), 'title eq null'],
  [
    'negation holds for empty cells, and is carried down to the condition',
    not(eq('contact', ID)),
    `(_primarycontactid_value eq null or _primarycontactid_value ne ${ID})`,
  ],
  [
    'another value says in full that there is one',
    condition('contact', 'ne', ID),
    `(_primarycontactid_value ne null and _primarycontactid_value ne ${ID})`,
  ],
  [
    'the negation of both is either of their negations',
    not(and(eq('contact', ID), condition('title', 'is_null', true))),
    `((_primarycontactid_value eq null or _primarycontactid_value ne ${ID}) or title ne null)`,
  ],
  [
    'a related record must exist and is followed by its navigation property',
    related('contact', eq('account', ID)),
    `(primarycontactid/contactid ne null and primarycontactid/parentcustomerid_account/accountid eq ${ID})`,
  ],
  [
    'what is not related may be to no record at all',
    not(related('contact', eq('id', ID))),
    `(primarycontactid/contactid eq null or (primarycontactid/contactid eq null or primarycontactid/contactid ne ${ID}))`,
  ],
  [
    'and, or are bracketed',
    and(eq('priority', 'high'), or(eq('priority', 'low'), eq('kind', 'problem'))),
    '(prioritycode eq 1 and (prioritycode eq 3 or casetypecode eq 2))',
  ],
  [
    'what always or never holds is left out',
    and(EVERYTHING, or(NOTHING, eq('priority', 'high'))),
    'prioritycode eq 1',
  ],
  [
    'a moment between two seconds is compared with the one it lies after or before',
    and(
      condition('created_at', 'gt', '2026-01-31T08:00:00.500Z'),
      condition('created_at', 'lt', '2026-01-31T09:00:00.500Z'),
    ),
    '(createdon gt 2026-01-31T08:00:00Z and createdon lt 2026-01-31T09:00:01Z)',
  ],
  ['no cell is a moment between two seconds', eq('created_at', '2026-01-31T08:00:00.500Z'), false],
  [
    'every cell is later than what Dataverse cannot hold',
    condition('created_at', 'ge', '0001-01-01T00:00:00.000Z'),
    'createdon ge 1753-01-01T00:00:00Z',
  ],
];

describe('a filter that Dataverse can ask exactly', () => {
  for (const [behaviour, filter, expected] of cases)
    test(behaviour, () => assert.deepEqual(compile(filter), { test: expected, exact: true }));

  test('asks along what makes a row a record of ours', () => {
    const records = "objecttypecode eq 'incident' and notetext ne null";
    assert.deepEqual(on('case_note')(EVERYTHING), exactly(`(${records})`));
    assert.deepEqual(on('case_note')(eq('id', ID)), exactly(`(${records} and annotationid eq ${ID})`));
    assert.deepEqual(on('account')(EVERYTHING), exactly(`accountid ne ${GUESTS}`));
  });

  test('takes a choice spread over several columns where all of a pattern do', () => {
    assert.match(
      textOf(on('article')(eq('visibility', 'internal'))),
      /\(statecode eq 3 and isinternal eq true\)/,
    );
  });

  test('takes the closed choice wherever no pattern does', () => {
    const closed = textOf(on('article')(eq('visibility', 'draft')));
    assert.equal(closed.match(/statecode eq null or statecode ne 3/g)?.length, 4);
  });
});

const wider: readonly (readonly [string, Filter])[] = [
  ['text equality, which Dataverse compares loosely', eq('title', 'x')],
  ['its negation', not(eq('title', 'x'))],
  ['text search', condition('title', 'contains', "'%_[")],
  ['a column that is not mapped', eq('internal_note', 'x')],
  ['a column of the prototype', eq('constructor', 'x')],
  ['a date in another form', condition('created_at', 'gt', '2026-01-01')],
  ['a relation over a column that is no lookup', related('title', EVERYTHING)],
  [
    'more values than an address takes',
    oneOf(
      'contact',
      Array(500)
        .fill(ID)
        .map((id, at) => id.slice(0, -3) + String(at).padStart(3, '0')),
    ),
  ],
];

describe('the wider filter of one that Dataverse cannot ask exactly', () => {
  for (const [what, filter] of wider)
    test(`says that it is not exact: ${what}`, () => assert.equal(compile(filter).exact, false));

  for (const [column, value] of [
    ['visibility', 'customer'],
    ['author', ID],
    ['kind', 'closed'],
    ['text', 'x'],
  ] as const)
    test(`says so where it is read out of a text: a note's ${column}`, () =>
      assert.equal(on('case_note')(eq(column, value)).exact, false));
});
