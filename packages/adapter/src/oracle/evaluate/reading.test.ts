import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq } from '@portico/protocol';
import type { Question } from '../question.ts';
import { ann, answerTo, codeOf } from './testing/ask.ts';
import { idOf, permit, person } from './testing/make-world.ts';

const C1 = idOf('C1');
const records = {
  account: { north: { name: 'North', city: 'Oslo', number: '7' } },
  contact: { ann: { name: 'Ann', account: idOf('north') }, bob: { name: 'Bob' } },
  case: {
    C1: { title: 'one', status: 'open', contact: idOf('bob'), account: idOf('north') },
    C2: { title: 'two', status: 'waiting', contact: idOf('gone'), account: null },
  },
  forum: { F1: { name: 'Help' } },
  thread: {
    T1: { title: 'first', forum: idOf('F1'), visibility: 'public' },
    T2: { title: 'second', forum: idOf('F1'), visibility: 'hidden' },
  },
  post: { P1: { body: 'hi', thread: idOf('T1') }, P2: { body: 'ho', thread: idOf('T1') } },
};

const cases = (read: readonly string[]) => permit({ table: 'case', privileges: ['read'], columns: { read } });
const get = (rest: object = {}): Question => ({ type: 'get', table: 'case', id: C1, ...rest });
const shown = (question: Question, ...permissions: readonly Parameters<typeof answerTo>[1][number][]) => {
  const answer = answerTo(question, permissions, records);
  return answer.type === 'record' ? answer.record : answer;
};

test('cells that are not covered are absent; empty ones are null; the id always shows', () => {
  assert.deepEqual(shown(get(), cases(['title', 'product'])), { id: C1, title: 'one', product: null });
  assert.deepEqual(shown(get(), cases([])), { id: C1 });
});

test('permissions do not lend each other columns', () => {
  const open = permit({
    table: 'case',
    privileges: ['read'],
    where: eq('status', 'waiting'),
    columns: { read: ['status'] },
  });
  assert.deepEqual(shown(get(), cases(['title']), open), { id: C1, title: 'one' });
  assert.deepEqual(shown(get({ id: idOf('C2') }), cases(['title']), open), {
    id: idOf('C2'),
    title: 'two',
    status: 'waiting',
  });
});

test('columns listed by a permission without the privilege read do not show', () => {
  const writer = permit({ table: 'case', privileges: ['write'], columns: { read: ['status'] } });
  assert.deepEqual(shown(get(), cases(['title']), writer), { id: C1, title: 'one' });
});

test('a lookup has the label that may be read where it points', () => {
  const bob = { id: idOf('bob'), table: 'contact' };
  const contacts = (read: readonly string[]) =>
    permit({ table: 'contact', privileges: ['read'], columns: { read } });
  assert.deepEqual(shown(get(), cases(['contact'])), { id: C1, contact: { ...bob, label: null } });
  assert.deepEqual(shown(get(), cases(['contact']), contacts(['email'])), {
    id: C1,
    contact: { ...bob, label: null },
  });
  assert.deepEqual(shown(get(), cases(['contact']), contacts(['name'])), {
    id: C1,
    contact: { ...bob, label: 'Bob' },
  });
  assert.deepEqual(shown(get({ id: idOf('C2') }), cases(['contact', 'account']), contacts(['name'])), {
    id: idOf('C2'),
    contact: { id: idOf('gone'), table: 'contact', label: null },
    account: null,
  });
});

test('a label is cut, a title is not', () => {
  const title = 'x'.repeat(300);
  const name = 'y'.repeat(300);
  const long = { case: { C1: { title, contact: idOf('bob') } }, contact: { bob: { name } } };
  const contacts = permit({ table: 'contact', privileges: ['read'], columns: { read: ['name'] } });
  const contact = { id: idOf('bob'), table: 'contact', label: 'y'.repeat(200) };
  assert.deepEqual(answerTo(get(), [cases(['title', 'contact']), contacts], long), {
    type: 'record',
    record: { id: C1, title, contact },
  });
});

test('an expanded lookup shows though it is not selected', () => {
  const account = { id: idOf('north'), table: 'account', label: null };
  assert.deepEqual(shown(get({ select: ['title'], expand: ['account'] }), cases(['title', 'account'])), {
    id: C1,
    title: 'one',
    account,
  });
});

test('an expanded record is shown as by id, under the grants of its own table', () => {
  const account = { id: idOf('north'), table: 'account' };
  const expand = { select: ['account'], expand: ['account'] };
  const accounts = permit({ table: 'account', privileges: ['read'], columns: { read: ['city'] } });
  assert.deepEqual(shown(get(expand), cases(['account'])), { id: C1, account: { ...account, label: null } });
  assert.deepEqual(shown(get(expand), cases(['account']), accounts), {
    id: C1,
    account: { ...account, label: null, record: { id: idOf('north'), city: 'Oslo' } },
  });
});

test('expanded records do not expand further and have no count columns', () => {
  const permissions = [
    permit({ table: 'post', privileges: ['read'], columns: { read: ['thread'] } }),
    permit({ table: 'thread', privileges: ['read'], columns: { read: ['forum', 'reply_count'] } }),
    permit({ table: 'forum', privileges: ['read'], columns: { read: ['name'] } }),
  ];
  const answer = answerTo(
    { type: 'get', table: 'post', id: idOf('P1'), expand: ['thread'] },
    permissions,
    records,
  );
  const forum = { id: idOf('F1'), table: 'forum', label: 'Help' };
  assert.deepEqual(answer, {
    type: 'record',
    record: {
      id: idOf('P1'),
      thread: { id: idOf('T1'), table: 'thread', label: null, record: { id: idOf('T1'), forum } },
    },
  });
});

test('counts are of records that may be read through a grant that covers the lookup', () => {
  const forums = permit({ table: 'forum', privileges: ['read'], columns: { read: ['thread_count'] } });
  const count = (...more: Parameters<typeof answerTo>[1]) => {
    const answer = answerTo({ type: 'get', table: 'forum', id: idOf('F1') }, [forums, ...more], records);
    return answer.type === 'record' ? answer.record.thread_count : answer;
  };
  const threads = (read: readonly string[], visibility: string) =>
    permit({ table: 'thread', privileges: ['read'], where: eq('visibility', visibility), columns: { read } });
  assert.equal(count(), 0);
  assert.equal(count(threads(['title'], 'public')), 0);
  assert.equal(count(threads(['forum'], 'public')), 1);
  assert.equal(count(threads(['title'], 'public'), threads(['forum'], 'hidden')), 1);
  assert.equal(count(threads(['forum'], 'public'), threads(['forum'], 'hidden')), 2);
});

test('select chooses; nothing else is returned', () => {
  assert.deepEqual(shown(get({ select: ['title'] }), cases(['title', 'status'])), { id: C1, title: 'one' });
  assert.deepEqual(shown(get({ select: ['id'] }), cases(['title'])), { id: C1 });
});

test('the count of a list is of visible records that the filter lets through', () => {
  const query = { count: true, filter: eq('title', 'two') };
  const answer = answerTo({ type: 'list', table: 'case', query }, [cases(['title'])], records);
  assert.deepEqual(answer, { type: 'list', records: [{ id: idOf('C2'), title: 'two' }], count: 1 });
});

const reader = [cases(['title', 'contact'])];
const problems: readonly (readonly [string, Question, string])[] = [
  ['a table that does not exist', { type: 'list', table: 'nowhere', query: {} }, 'not_found'],
  ['a table of which nothing may be read', { type: 'list', table: 'account', query: {} }, 'not_found'],
  ['the same by id', { type: 'get', table: 'account', id: idOf('north') }, 'not_found'],
  ['a record that does not exist', get({ id: idOf('none') }), 'not_found'],
  ['a column that may be read nowhere, selected', get({ select: ['status'] }), 'unknown_column'],
  ['a column that does not exist, selected', get({ select: ['colour'] }), 'unknown_column'],
  ['a name that every object has, selected', get({ select: ['constructor'] }), 'unknown_column'],
  ['a lookup that may be read nowhere, expanded', get({ expand: ['account'] }), 'unknown_column'],
  ['a column that is no lookup, expanded', get({ expand: ['title'] }), 'invalid_parameter'],
  ['the id, expanded', get({ expand: ['id'] }), 'unknown_column'],
  [
    'a column sorted by twice',
    {
      type: 'list',
      table: 'case',
      query: {
        sort: [
          { column: 'title', direction: 'asc' },
          { column: 'title', direction: 'desc' },
        ],
      },
    },
    'invalid_parameter',
  ],
  [
    'a limit out of range, of no table',
    { type: 'list', table: 'nowhere', query: { limit: 0 } },
    'invalid_parameter',
  ],
  ['an unknown column and no lookup', get({ select: ['colour'], expand: ['title'] }), 'invalid_parameter'],
  ['no table to search', { type: 'search', text: 'a', tables: [], facets: false }, 'invalid_parameter'],
  ['a column selected twice', get({ select: ['title', 'title'] }), 'invalid_parameter'],
  ['nothing selected', get({ select: [] }), 'invalid_parameter'],
  ['a limit out of range', { type: 'list', table: 'case', query: { limit: 101 } }, 'invalid_parameter'],
  [
    'sorting by a column that may be read nowhere',
    { type: 'list', table: 'case', query: { sort: [{ column: 'status', direction: 'asc' }] } },
    'unknown_column',
  ],
];

for (const [what, question, code] of problems) {
  test(`${what} is ${code}`, () => assert.equal(codeOf(answerTo(question, reader, records)), code));
}

test('a person without the web role reads nothing at all', () => {
  const guest = person('Guest', ['anonymous'], { contact: 'ann' });
  assert.equal(codeOf(answerTo(get(), reader, records, guest)), 'not_found');
  assert.equal(codeOf(answerTo(get(), reader, records, ann)), 'record');
});
