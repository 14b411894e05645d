import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { INTERNAL_TABLES, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { isRecord, mappingsFor, standardMappings, toStored } from './index.ts';
import { optionOf } from './option-of.ts';

const tables = [...STANDARD_TABLES, ...INTERNAL_TABLES];
const mappings = mappingsFor(tables);
const ID = '7F0C3D54-9A0E-4C53-8A7E-0F6F3A1D2B10';

/** A row as an agent left it in Dataverse, read as a record. */
function read(table: string, row: Readonly<Record<string, unknown>>) {
  const schema = tables.find(({ name }) => name === table) as TableSchema;
  return toStored({ [mappings[table]!.key]: ID, ...row }, schema, mappings);
}

test('ids are in lower case, whatever the environment says', () => {
  assert.equal(read('case', {}).id, ID.toLowerCase());
});

describe('the status of a case', () => {
  const cases: readonly (readonly [number | null, string | null])[] = [
    [1, 'open'],
    [2, 'open'],
    [3, 'waiting'],
    [4, 'open'],
    [5, 'resolved'],
    [1000, 'resolved'],
    [6, 'cancelled'],
    [2000, 'cancelled'],
    [100000007, null],
    [null, null],
  ];
  for (const [statuscode, status] of cases)
    test(`${statuscode} reads as ${status}`, () => assert.equal(read('case', { statuscode }).status, status));
});

describe('who may see an article', () => {
  const outside = { statecode: 3, isinternal: false };
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    ['published to all', { ...outside, portico_own_audience: optionOf('public') }, 'public'],
    ['published to customers', { ...outside, portico_own_audience: optionOf('customer') }, 'customer'],
    ['published to partners', { ...outside, portico_own_audience: optionOf('partner') }, 'partner'],
    ['published inside', { statecode: 3, isinternal: true }, 'internal'],
    [
      'internal, whatever the audience says',
      { statecode: 3, isinternal: true, portico_own_audience: optionOf('public') },
      'internal',
    ],
    ['published, the audience unsaid', outside, 'draft'],
    ['published, the audience unknown', { ...outside, portico_own_audience: 7 }, 'draft'],
    [
      'published, inside or outside unsaid',
      { statecode: 3, portico_own_audience: optionOf('public') },
      'draft',
    ],
    ['of an unknown state', { ...outside, statecode: 9, portico_own_audience: optionOf('public') }, 'draft'],
    ['of no state', { isinternal: false, portico_own_audience: optionOf('public') }, 'draft'],
  ];
  for (const [what, row, visibility] of cases)
    test(`${what}: ${visibility}`, () => assert.equal(read('article', row).visibility, visibility));
  for (const statecode of [0, 1, 2, 4, 5, 6])
    test(`in state ${statecode}: draft`, () =>
      assert.equal(
        read('article', { ...outside, statecode, portico_own_audience: optionOf('public') }).visibility,
        'draft',
      ));
});

describe('a version of an article', () => {
  const { article } = standardMappings;
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, boolean])[] = [
    ['the latest, not the root', { islatestversion: true, isrootarticle: false }, true],
    ['an older one', { islatestversion: false, isrootarticle: false }, false],
    ['the root', { islatestversion: true, isrootarticle: true }, false],
    ['one that says neither', {}, false],
  ];
  for (const [what, row, is] of cases)
    test(`${what} is ${is ? 'a' : 'no'} record`, () => assert.equal(isRecord(row, article), is));
});

describe('a note', () => {
  const note = (notetext: string | null) => {
    const { text, visibility } = read('case_note', { notetext });
    return [text, visibility];
  };
  const cases: readonly (readonly [string, string | null, readonly (string | null)[]])[] = [
    ['with the marker first is for the customer', '*WEB*Hello', ['Hello', 'customer']],
    ['without it is for the staff', 'Hello', ['Hello', 'internal']],
    ['with it further on is for the staff', 'see *WEB* above', ['see *WEB* above', 'internal']],
    ['with it in small letters is for the staff', '*web*Hello', ['*web*Hello', 'internal']],
    ['behind a blank is for the staff', ' *WEB*Hello', [' *WEB*Hello', 'internal']],
    ['with it twice keeps the second', '*WEB**WEB*Hello', ['*WEB*Hello', 'customer']],
    ['that is the marker alone has no text', '*WEB*', [null, 'customer']],
    ['without text is for the staff', null, [null, 'internal']],
  ];
  for (const [what, notetext, expected] of cases)
    test(what, () => assert.deepEqual(note(notetext), expected));

  test('is no note of ours on another table, or without text', () => {
    const { case_note } = standardMappings;
    assert.equal(isRecord({ objecttypecode: 'incident', notetext: 'x' }, case_note), true);
    assert.equal(isRecord({ objecttypecode: 'account', notetext: 'x' }, case_note), false);
    assert.equal(isRecord({ objecttypecode: 'incident', notetext: null }, case_note), false);
  });
});

describe('text that overflows', () => {
  const whole = 'word '.repeat(500);
  const beginning = whole.slice(0, 2000).trimEnd();
  const description = (row: Readonly<Record<string, unknown>>) => read('case', row).description;

  test('is whole while its beginning stands', () =>
    assert.equal(description({ description: beginning, portico_description: whole }), whole));
  test('is what an agent made of it after that', () =>
    assert.equal(description({ description: 'Fan is loud', portico_description: whole }), 'Fan is loud'));
  test('is empty once an agent emptied it', () =>
    assert.equal(description({ description: null, portico_description: whole }), null));
});

test('the account that stands for guests is no account, and no account of a case', () => {
  const guests = '8B0F6A3E-5D0C-4C1B-9E57-706F72746963';
  const row = {
    _customerid_value: guests,
    '_customerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
  };
  assert.equal(read('case', row).account, null);
  assert.equal(isRecord({ accountid: guests }, standardMappings.account), false);
});

test('moments are read to the second, days without a time', () => {
  const { published_at } = read('article', { publishon: '2026-01-31T08:00:00.9Z' });
  assert.equal(published_at, '2026-01-31T08:00:00.000Z');
  assert.equal(read('article', { publishon: 'soon' }).published_at, null);
});
