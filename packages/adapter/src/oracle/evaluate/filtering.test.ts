import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Filter, Operator, Sort, StoredValue } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { answerTo, codeOf, idsOf, type Records } from './testing/ask.ts';
import { idOf, permit } from './testing/make-world.ts';

/** docs/permissions.md, "What filters mean" and "Visitors' filters, sort and search". */
const is = (column: string, operator: Operator, value: StoredValue | readonly StoredValue[]): Filter => ({
  type: 'condition',
  column,
  operator,
  value,
});
const not = (filter: Filter): Filter => ({ type: 'not', filter });
const through = (lookup: string, filter: Filter): Filter => ({ type: 'related', lookup, filter });
const EVERYTHING: Filter = { type: 'everything' };

const records: Records = {
  contact: { ann: { name: 'Ann' }, bob: { name: 'Bob', email: 'bob@example.org' } },
  category: { top: { name: 'Äpfel', position: 5 } },
  case: {
    A: { title: 'Alpha', status: 'open', contact: idOf('ann') },
    B: { title: 'alpha', status: 'waiting', contact: idOf('bob') },
    C: { title: 'Beta', status: null, contact: idOf('gone') },
    D: { title: null, status: 'open', contact: null },
  },
  work_order: {
    X: { title: 'x', starts_at: '2026-01-02T00:00:00.000Z' },
    Y: { title: 'y', starts_at: '2026-01-03T00:00:00.000Z' },
    Z: { title: 'z', starts_at: null },
  },
  file: { S: { name: 's', size: 1 }, T: { name: 't', size: 10 }, U: { name: 'u', size: 9 } },
};

const open = (table: string, ...read: readonly string[]) =>
  permit({ id: `${table}-all`, table, privileges: ['read'], columns: { read } });
const all = [
  open('case', 'title', 'status', 'contact'),
  open('work_order', 'title', 'starts_at'),
  open('file', 'name', 'size'),
];

function list(
  table: string,
  query: { readonly filter?: Filter; readonly sort?: readonly Sort[] },
  permissions: readonly TablePermission[] = all,
) {
  return answerTo({ type: 'list', table, query }, permissions, records);
}

const meanings: readonly (readonly [table: string, filter: Filter, holds: string])[] = [
  ['case', EVERYTHING, 'ABCD'],
  ['case', { type: 'nothing' }, ''],
  ['case', { type: 'and', filters: [] }, 'ABCD'],
  ['case', { type: 'or', filters: [] }, ''],
  ['case', { type: 'and', filters: [is('status', 'eq', 'open'), is('title', 'eq', 'Alpha')] }, 'A'],
  ['case', { type: 'or', filters: [is('status', 'eq', 'waiting'), is('title', 'eq', 'Alpha')] }, 'AB'],
  ['case', is('title', 'eq', 'Alpha'), 'A'],
  ['case', is('title', 'ne', 'Alpha'), 'BC'],
  ['case', not(is('title', 'eq', 'Alpha')), 'BCD'],
  ['case', is('title', 'in', ['alpha', 'Beta']), 'BC'],
  ['case', is('title', 'in', []), ''],
  ['case', is('title', 'contains', 'LPH'), 'AB'],
  ['case', is('title', 'starts_with', 'AL'), 'AB'],
  ['case', is('title', 'starts_with', 'l'), ''],
  ['case', is('title', 'is_null', true), 'D'],
  ['case', is('title', 'is_null', false), 'ABC'],
  ['case', is('status', 'ne', 'open'), 'B'],
  ['case', is('id', 'eq', idOf('A')), 'A'],
  ['case', is('id', 'in', [idOf('A'), idOf('D')]), 'AD'],
  ['case', is('contact', 'eq', idOf('gone')), 'C'],
  ['work_order', is('starts_at', 'lt', '2026-01-03T00:00:00.000Z'), 'X'],
  ['work_order', is('starts_at', 'le', '2026-01-03T00:00:00.000Z'), 'XY'],
  ['work_order', is('starts_at', 'gt', '2026-01-02T00:00:00.000Z'), 'Y'],
  ['work_order', is('starts_at', 'ge', '2026-01-02T00:00:00.000Z'), 'XY'],
  ['work_order', is('starts_at', 'eq', '2026-01-02T02:00+02:00'), 'X'],
  ['work_order', is('starts_at', 'in', ['2026-01-02T23:00:00-01:00']), 'Y'],
  ['file', is('size', 'lt', 10), 'SU'],
  ['file', is('size', 'ge', 9), 'TU'],
];

for (const [table, filter, holds] of meanings) {
  test(`${JSON.stringify(filter)} holds of ${holds || 'nothing'}`, () =>
    assert.deepEqual(idsOf(list(table, { filter })), [...holds].map(idOf)));
}

test('text is compared in NFC and lower case', () => {
  const filter = is('name', 'starts_with', 'a\u0308PF');
  assert.deepEqual(idsOf(list('category', { filter }, [open('category', 'name')])), [idOf('top')]);
});

/** All titles may be read; the status only of Ann's own case; contacts but for their e-mail. */
const guarded = [
  open('case', 'title'),
  permit({
    table: 'case',
    privileges: ['read'],
    access: 'contact',
    via: 'contact',
    columns: { read: ['status', 'contact'] },
  }),
  open('contact', 'name'),
];

const guards: readonly (readonly [says: string, filter: Filter, holds: string])[] = [
  ['a condition holds only where its cell may be read', is('status', 'eq', 'open'), 'A'],
  ['not is applied after that', not(is('status', 'eq', 'open')), 'BCD'],
  ['nor does a hidden cell pass for empty', is('status', 'is_null', true), ''],
  ['nor for filled', is('status', 'is_null', false), 'A'],
  ['the id may be read wherever the record is seen', is('id', 'in', [idOf('B'), idOf('D')]), 'BD'],
  ['a related filter needs the lookup to be readable', through('contact', EVERYTHING), 'A'],
  ['and guards what is inside', through('contact', is('name', 'ne', 'x')), 'A'],
  ['not outside a related filter', not(through('contact', is('name', 'eq', 'Ann'))), 'BCD'],
  ['not inside a related filter', through('contact', not(is('name', 'eq', 'Ann'))), ''],
];

for (const [says, filter, holds] of guards) {
  test(says, () => assert.deepEqual(idsOf(list('case', { filter }, guarded)), [...holds].map(idOf)));
}

test('a related record must exist and be visible', () => {
  const filter = through('contact', EVERYTHING);
  const self = permit({ table: 'contact', privileges: ['read'], access: 'self' });
  assert.deepEqual(idsOf(list('case', { filter })), []);
  assert.deepEqual(idsOf(list('case', { filter }, [...all, self])), [idOf('A')]);
  assert.deepEqual(idsOf(list('case', { filter }, [...all, open('contact')])), [idOf('A'), idOf('B')]);
});

const deep = (levels: number): Filter => (levels === 1 ? EVERYTHING : not(deep(levels - 1)));
const many = (count: number, filter: Filter): Filter => ({ type: 'or', filters: Array(count).fill(filter) });
const faults: readonly (readonly [says: string, filter: Filter, code: string])[] = [
  ['a column that may be read nowhere', is('email', 'eq', 'a'), 'unknown_column'],
  ['a column that exists and may be read nowhere', is('internal_note', 'eq', 'a'), 'unknown_column'],
  ['one inside a related filter', through('contact', is('email', 'eq', 'a')), 'unknown_column'],
  ['a lookup that may be read nowhere', through('account', EVERYTHING), 'unknown_column'],
  ['a related filter over what is no lookup', through('title', EVERYTHING), 'invalid_filter'],
  ['order on text', is('title', 'lt', 'a'), 'invalid_filter'],
  ['text search in a choice', is('status', 'contains', 'o'), 'invalid_filter'],
  ['a number for a text', is('title', 'eq', 1), 'invalid_filter'],
  ['a list where one value is asked', is('title', 'eq', ['a']), 'invalid_filter'],
  ['one value where a list is asked', is('title', 'in', 'a'), 'invalid_filter'],
  ['comparing with null', is('title', 'eq', null), 'invalid_filter'],
  ['null in a list', is('title', 'in', ['a', null]), 'invalid_filter'],
  ['a text too long', is('title', 'eq', 'a'.repeat(1001)), 'invalid_filter'],
  ['a text longer than the column, but not too long', is('title', 'eq', 'a'.repeat(1000)), 'list'],
  ['a choice that is none', is('status', 'eq', 'sleeping'), 'invalid_filter'],
  ['an id that is none', is('id', 'eq', 'a'), 'invalid_filter'],
  ['is_null of neither true nor false', is('title', 'is_null', null), 'invalid_filter'],
  ['nested 8 deep', deep(8), 'list'],
  ['nested 9 deep', deep(9), 'invalid_filter'],
  ['100 parts', many(99, EVERYTHING), 'list'],
  ['101 parts', many(100, EVERYTHING), 'invalid_filter'],
  ['10 text searches', many(10, is('title', 'contains', 'a')), 'list'],
  ['11 text searches', many(11, is('title', 'contains', 'a')), 'invalid_filter'],
];

for (const [says, filter, code] of faults) {
  test(`${says}: ${code}`, () => assert.equal(codeOf(list('case', { filter }, guarded)), code));
}

test('counts are neither filtered nor sorted by, long text not sorted by; html takes is_null alone', () => {
  const threads = [open('thread', 'reply_count', 'body', 'body_html')];
  assert.equal(codeOf(list('thread', { filter: is('reply_count', 'eq', 1) }, threads)), 'invalid_filter');
  for (const column of ['reply_count', 'body', 'body_html'])
    assert.equal(
      codeOf(list('thread', { sort: [{ column, direction: 'asc' }] }, threads)),
      'invalid_parameter',
    );
  assert.equal(codeOf(list('thread', { filter: is('body_html', 'eq', 'a') }, threads)), 'invalid_filter');
  assert.equal(codeOf(list('thread', { filter: is('body_html', 'is_null', true) }, threads)), 'list');
});

const orders: readonly (readonly [table: string, sort: string, order: string])[] = [
  ['case', 'title', 'ACBD'],
  ['case', '-title', 'BCAD'],
  ['case', 'status', 'ADBC'],
  ['case', 'status,-title', 'ADBC'],
  ['case', '-id', 'DCBA'],
  ['work_order', '-starts_at', 'YXZ'],
  ['file', 'size', 'SUT'],
  ['file', '-size', 'TUS'],
];

for (const [table, sort, order] of orders) {
  test(`${table} by ${sort}: ${order}`, () => {
    const parsed = sort.split(',').map((part): Sort => {
      return part.startsWith('-')
        ? { column: part.slice(1), direction: 'desc' }
        : { column: part, direction: 'asc' };
    });
    assert.deepEqual(idsOf(list(table, { sort: parsed })), [...order].map(idOf));
  });
}

test('hidden cells sort as empty: last, by id', () => {
  for (const direction of ['asc', 'desc'] as const) {
    const sort = [{ column: 'status', direction }];
    assert.deepEqual(idsOf(list('case', { sort }, guarded)), [...'ABCD'].map(idOf));
  }
});

test('four sort columns are too many', () => {
  const sort = ['title', 'status', 'contact', 'id'].map((column) => ({ column, direction: 'asc' as const }));
  assert.equal(codeOf(list('case', { sort })), 'invalid_parameter');
});
