import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { matchAbnf } from './abnf/match-abnf.ts';
import { assertODataOption, NO_ODATA_GRAMMAR, odataCases, odataGrammar } from './odata-grammar.ts';

const ID = '11111111-1111-4111-8111-111111111111';

describe('the OASIS grammar', { skip: NO_ODATA_GRAMMAR }, () => {
  test('takes every valid case of its test suite and refuses every invalid one', () => {
    const { cases, constraints } = odataCases();
    const wrong = cases.filter(
      ({ Rule, Input, FailAt }) =>
        matchAbnf(odataGrammar(), Rule, Input, constraints) !== (FailAt === undefined),
    );
    assert.deepEqual(wrong, []);
    assert.ok(cases.length >= 800 && cases.filter(({ FailAt }) => FailAt !== undefined).length >= 70);
  });

  test('takes what Dataverse documents', () => {
    for (const filter of [
      `_customerid_value eq ${ID}`,
      "contains(title,'it''s 100[%] a&b=c+d #é 😀')",
      "(statecode ne null and (statecode eq 0 or statecode eq 1)) and not (title eq 'x')",
      `(primarycontactid/contactid ne null and (primarycontactid/fullname eq 'a'))`,
      'createdon ge 2026-01-31T08:00:00.000Z and isinternal eq false and revenue lt -1.5',
      "Microsoft.Dynamics.CRM.In(PropertyName='statecode',PropertyValues=['0','1'])",
      `contactid eq null`,
    ])
      assertODataOption('filter', filter);
    assertODataOption('orderBy', 'createdon desc,incidentid');
    assertODataOption('expand', 'customerid_contact($select=fullname,contactid)');
    assertODataOption('select', 'title,_customerid_value');
  });

  test('refuses what is not OData', () => {
    for (const filter of [
      "title eq 'it's'",
      "title = 'x'",
      'title eq "x"',
      "title eq 'x' and",
      "(title eq 'x'",
      'title eq',
      '',
      "title like '%x%'",
      "title eq 'x' || 1",
    ])
      assert.throws(() => assertODataOption('filter', filter), { name: 'AssertionError' }, filter);
    assert.throws(() => assertODataOption('orderBy', 'createdon down'), { name: 'AssertionError' });
    assert.throws(() => assertODataOption('expand', 'a($select=)'), { name: 'AssertionError' });
  });

  test('can be told the names of a table', () => {
    const names = { odataIdentifier: ['title', 'x', 'eq'] };
    assertODataOption('filter', "title eq 'a'", names);
    assert.throws(() => assertODataOption('filter', "titel eq 'a'", names), { name: 'AssertionError' });
  });
});
