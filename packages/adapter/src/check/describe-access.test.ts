import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  and,
  EVERYTHING,
  eq,
  type Filter,
  NOTHING,
  not,
  oneOf,
  or,
  related,
  STANDARD_TABLES,
} from '@portico/protocol';
import { OWN_ACCOUNT, OWN_CONTACT } from './access/symbolic-subject.ts';
import { describeRecords, describeRoles } from './describe-access.ts';

const words = (table: string, filter: Filter) => {
  const schema = STANDARD_TABLES.find(({ name }) => name === table);
  assert.ok(schema);
  return describeRecords(schema, filter);
};
const mine = eq('contact', OWN_CONTACT);

describe('records in words', () => {
  const CASES: readonly (readonly [table: string, filter: Filter, words: string])[] = [
    ['contact', EVERYTHING, 'every contact'],
    ['contact', NOTHING, 'no contact'],
    ['contact', eq('id', OWN_CONTACT), 'their own contact'],
    ['account', eq('id', OWN_ACCOUNT), 'their own account'],
    ['case', mine, 'cases of their own (contact)'],
    ['case', eq('account', OWN_ACCOUNT), 'cases of their account (account)'],
    ['case_note', related('case', mine), 'notes of their own (case.contact)'],
    [
      'case_note',
      and(related('case', mine), eq('visibility', 'customer')),
      'notes of their own (case.contact) with visibility customer',
    ],
    ['article', oneOf('visibility', ['customer', 'public']), 'articles with visibility customer or public'],
    [
      'thread',
      and(eq('visibility', 'public'), eq('locked', false)),
      'threads with visibility public and locked false',
    ],
    ['case_note', related('case', EVERYTHING), 'notes that have a case'],
    [
      'case',
      or(mine, eq('account', OWN_ACCOUNT)),
      'cases of their account (account); or cases of their own (contact)',
    ],
    ['case', or(mine, and(mine)), 'cases of their own (contact)'],
    ['case', not(mine), 'some cases'],
  ];
  for (const [table, filter, said] of CASES) it(said, () => assert.equal(words(table, filter), said));
});

describe('people in words', () => {
  it('are strangers, who signed in, and those with web roles', () => {
    assert.equal(describeRoles(['anonymous']), 'Anyone on the internet');
    assert.equal(describeRoles(['anonymous', 'authenticated']), 'Anyone on the internet');
    assert.equal(describeRoles(['authenticated']), 'Everyone who signed in');
    assert.equal(describeRoles(['partner', 'authenticated']), 'Everyone with the web role partner');
    assert.equal(describeRoles(['partner', 'staff']), 'Everyone with the web roles partner and staff');
  });
});
