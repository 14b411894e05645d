import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, EVERYTHING, eq, type Filter, NOTHING, not, oneOf, or, related } from '@portico/protocol';
import { compileFilter, type Mappings, standardMappings, UnsupportedFilterError } from './index.ts';

const ID = '7f0c3d54-9a0e-4c53-8a7e-0f6f3a1d2b10';
const mappings: Mappings = standardMappings;
const compile = (filter: Filter) => compileFilter(filter, standardMappings.case, mappings);

const cases: readonly (readonly [string, Filter, string])[] = [
  ['everything is a test that always holds', EVERYTHING, 'incidentid ne null'],
  ['nothing is a test that never holds', NOTHING, 'incidentid eq null'],
  ['a choice is compared by its integer', eq('status', 'open'), '(statuscode ne null and statuscode eq 1)'],
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
    not(eq('status', 'open')),
    'not ((statuscode ne null and statuscode eq 1))',
  ],
  [
    'a related record must exist and is followed by its navigation property',
    related('contact', eq('account', ID)),
    `(primarycontactid/contactid ne null and ((primarycontactid/_parentcustomerid_value ne null and primarycontactid/_parentcustomerid_value eq ${ID})))`,
  ],
  [
    'and, or are bracketed',
    and(eq('status', 'open'), or(eq('priority', 'low'), eq('kind', 'problem'))),
    '((statuscode ne null and statuscode eq 1) and ((prioritycode ne null and prioritycode eq 3) or (casetypecode ne null and casetypecode eq 2)))',
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
