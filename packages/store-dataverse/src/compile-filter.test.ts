import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, EVERYTHING, eq, type Filter, NOTHING, not, oneOf, or, related } from '@portico/protocol';
import {
  compileFilter,
  type Mappings,
  rowFilter,
  standardMappings,
  UnsupportedFilterError,
} from './index.ts';

const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
const GUESTS = '8b0f6a3e-5d0c-4c1b-9e57-706f72746963';
const mappings: Mappings = standardMappings;
const compile = (filter: Filter) => compileFilter(filter, standardMappings.case, mappings);

const cases: readonly (readonly [string, Filter, string])[] = [
  ['everything is a test that always holds', EVERYTHING, 'incidentid ne null'],
  ['nothing is a test that never holds', NOTHING, 'incidentid eq null'],
  [
    'a choice is compared by its integer',
    eq('priority', 'low'),
    '(prioritycode ne null and prioritycode eq 3)',
  ],
  [
    'a choice is compared by every integer that reads as its value',
    eq('status', 'open'),
    '(statuscode ne null and (statuscode eq 1 or statuscode eq 2 or statuscode eq 4))',
  ],
  [
    'another choice is one of the others that are mapped, for an unknown option is an empty cell',
    { type: 'condition', column: 'priority', operator: 'ne', value: 'low' },
    '(prioritycode ne null and (prioritycode eq 1 or prioritycode eq 2))',
  ],
  [
    'an option that is not mapped is an empty cell',
    { type: 'condition', column: 'priority', operator: 'is_null', value: true },
    'not (prioritycode ne null and (prioritycode eq 1 or prioritycode eq 2 or prioritycode eq 3))',
  ],
  [
    'a lookup to several tables is compared behind the navigation to its own',
    eq('account', ID),
    `(customerid_account/accountid ne null and customerid_account/accountid eq ${ID})`,
  ],
  [
    'a record that stands for nobody is an empty cell',
    { type: 'condition', column: 'account', operator: 'is_null', value: true },
    `not (customerid_account/accountid ne null and customerid_account/accountid ne ${GUESTS})`,
  ],
  [
    'nobody is not another account',
    { type: 'condition', column: 'account', operator: 'ne', value: ID },
    `(customerid_account/accountid ne null and customerid_account/accountid ne ${GUESTS} and customerid_account/accountid ne ${ID})`,
  ],
  ['nobody is no account', eq('account', GUESTS), 'incidentid eq null'],
  [
    'a related record is a record of ours',
    related('account', eq('id', ID)),
    `(customerid_account/accountid ne null and customerid_account/accountid ne ${GUESTS} and ((customerid_account/accountid ne null and customerid_account/accountid eq ${ID})))`,
  ],
  [
    'a lookup is compared by its value property, the id bare',
    eq('contact', ID),
    `(_primarycontactid_value ne null and _primarycontactid_value eq ${ID})`,
  ],
  ['the id is the primary key', eq('id', ID), `(incidentid ne null and incidentid eq ${ID})`],
  [
    'a list becomes a disjunction',
    oneOf('priority', ['high', 'low']),
    '(prioritycode ne null and (prioritycode eq 1 or prioritycode eq 3))',
  ],
  ['an empty list holds nowhere', oneOf('priority', []), 'incidentid eq null'],
  ['null in a list is no value', oneOf('priority', [null]), 'incidentid eq null'],
  ['null equals nothing', eq('contact', null), 'incidentid eq null'],
  [
    'emptiness is asked for by name',
    { type: 'condition', column: 'title', operator: 'is_null', value: true },
    'title eq null',
  ],
  [
    'negation holds for empty cells, because the test for null stands inside',
    not(eq('priority', 'low')),
    'not ((prioritycode ne null and prioritycode eq 3))',
  ],
  [
    'a related record must exist and is followed by its navigation property',
    related('contact', eq('account', ID)),
    `(primarycontactid/contactid ne null and ((primarycontactid/parentcustomerid_account/accountid ne null and primarycontactid/parentcustomerid_account/accountid eq ${ID})))`,
  ],
  [
    'and, or are bracketed',
    and(eq('priority', 'high'), or(eq('priority', 'low'), eq('kind', 'problem'))),
    '((prioritycode ne null and prioritycode eq 1) and ((prioritycode ne null and prioritycode eq 3) or (casetypecode ne null and casetypecode eq 2)))',
  ],
];

for (const [behaviour, filter, expected] of cases) {
  test(behaviour, () => assert.equal(compile(filter), expected));
}

const refused: readonly (readonly [string, Filter])[] = [
  ['text equality, which Dataverse compares loosely', eq('title', 'x')],
  ['text search', { type: 'condition', column: 'title', operator: 'contains', value: "'%_[" }],
  ['a value that is no id', eq('contact', "x' or 1 eq 1")],
  ['an option that is not mapped', eq('status', 'constructor')],
  ['a column that is not mapped', eq('internal_note', 'x')],
  ['a column of the prototype', eq('constructor', 'x')],
  [
    'a date in another form',
    { type: 'condition', column: 'created_at', operator: 'gt', value: '2026-01-01' },
  ],
  ['a relation over a column that is no lookup', related('title', EVERYTHING)],
  ['an empty conjunction', { type: 'and', filters: [] }],
];

for (const [what, filter] of refused) {
  test(`refuses ${what} rather than approximate`, () =>
    assert.throws(() => compile(filter), UnsupportedFilterError));
}

const article = (filter: Filter) => compileFilter(filter, standardMappings.article, mappings);
const INTERNAL = '(statecode ne null and statecode eq 3 and isinternal ne null and isinternal eq true)';

test('a choice spread over several columns holds where all of a pattern do', () => {
  assert.equal(article(eq('visibility', 'internal')), `(${INTERNAL})`);
});

test('the closed choice holds wherever no pattern does', () => {
  const closed = article(eq('visibility', 'draft'));
  assert.ok(closed.startsWith(`not (${INTERNAL} or (`));
  assert.equal(closed.match(/statecode eq 3/g)?.length, 4);
});

test('rows that are no records are told by a filter of their own', () => {
  assert.equal(rowFilter(standardMappings.case), null);
  assert.equal(rowFilter(standardMappings.article), 'islatestversion eq true and isrootarticle eq false');
  assert.equal(
    rowFilter(standardMappings.case_note, 'x/'),
    "x/objecttypecode eq 'incident' and x/notetext ne null",
  );
  assert.equal(rowFilter(standardMappings.account), `accountid ne ${GUESTS}`);
});

const onNotes = (filter: Filter) => () => compileFilter(filter, standardMappings.case_note, mappings);
for (const [column, value] of [
  ['visibility', 'customer'],
  ['author', ID],
  ['kind', 'closed'],
  ['text', 'x'],
] as const) {
  test(`refuses what is read out of a text: a note's ${column}`, () =>
    assert.throws(onNotes(eq(column, value)), UnsupportedFilterError));
}
