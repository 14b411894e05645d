import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq, type StoredValue } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Answer, Question } from '../question.ts';
import { ann, answerTo, codeOf, type Records } from './testing/ask.ts';
import { idOf, MOMENT, permit, person } from './testing/make-world.ts';

/** docs/permissions.md, "Creating", "Changing and deleting", "Lookups in what is written". */
type Values = Readonly<Record<string, StoredValue>>;

const [C1, C2] = [idOf('C1'), idOf('C2')];
const records: Records = {
  account: { north: { name: 'North' }, south: { name: 'South' } },
  contact: { ann: { name: 'Ann' }, bob: { name: 'Bob' } },
  case: {
    C1: { title: 'one', description: 'x', contact: idOf('ann'), status: 'open' },
    C2: { title: 'two', description: 'x', contact: idOf('bob'), status: 'open' },
  },
  case_note: { N1: { case: C1, text: 'n', author: idOf('ann') } },
  article: { A: { title: 'Known', source: 's' } },
};

const create = (table: string, values: Values): Question => ({ type: 'create', table, values });
const update = (table: string, id: string, changes: Values): Question => ({
  type: 'update',
  table,
  id,
  changes,
});
const remove = (table: string, id: string): Question => ({ type: 'delete', table, id });
const given = (question: Question, ...permissions: readonly TablePermission[]): Answer =>
  answerTo(question, permissions, records);

function after(answer: Answer): Values {
  if (answer.type === 'written' && answer.after) return answer.after;
  throw new Error(`Nothing was written: ${JSON.stringify(answer)}`);
}

/** Permissions of Ann, by what they are for. */
const may = {
  /** Cases of her own, stamped. */
  create: permit({
    id: 'own-create',
    table: 'case',
    access: 'contact',
    via: 'contact',
    privileges: ['create'],
    columns: { create: ['title', 'description', 'contact'] },
  }),
  write: permit({
    id: 'own-write',
    table: 'case',
    access: 'contact',
    via: 'contact',
    privileges: ['write'],
    columns: { write: ['title', 'description', 'contact'] },
  }),
  read: permit({ id: 'all-read', table: 'case', privileges: ['read'], columns: { read: ['title'] } }),
  append: permit({ id: 'append', table: 'case', privileges: ['append'] }),
  refer: permit({ id: 'refer', table: 'contact', privileges: ['append_to'] }),
  delete: permit({
    id: 'own-delete',
    table: 'case',
    access: 'contact',
    via: 'contact',
    privileges: ['delete'],
  }),
  act: permit({ id: 'act', table: 'case', privileges: [], actions: ['close'] }),
};
const good = { title: 'new', description: 'y' };

const creates: readonly (readonly [string, string, Values, readonly TablePermission[], string])[] = [
  ['without any right', 'case', good, [], 'not_found'],
  ['in a table that does not exist', 'nowhere', good, [may.create], 'not_found'],
  ['with a right, but none to create', 'case', good, [may.read], 'permission_denied'],
  ['with an action for a right', 'case', good, [may.act], 'permission_denied'],
  ['with a right on another table only', 'case', good, [may.refer], 'not_found'],
  ['as covered', 'case', good, [may.create], 'written'],
  ['with a column that no grant covers', 'case', { ...good, status: 'open' }, [may.create], 'invalid_values'],
  ['with a column that does not exist', 'case', { ...good, colour: 'red' }, [may.create], 'invalid_values'],
  ['with an id', 'case', { ...good, id: C1 }, [may.create], 'invalid_values'],
  ['with a value of another type', 'case', { ...good, title: 7 }, [may.create], 'invalid_values'],
  ['without a column that is required', 'case', { title: 'new' }, [may.create], 'invalid_values'],
  [
    'with a column that is required and emptied',
    'case',
    { ...good, title: null },
    [may.create],
    'invalid_values',
  ],
  [
    'with a lookup that is given, for oneself',
    'case',
    { ...good, contact: idOf('ann') },
    [may.create, may.append, may.refer],
    'written',
  ],
  [
    'with a lookup that is given, without append',
    'case',
    { ...good, contact: idOf('ann') },
    [may.create, may.refer],
    'permission_denied',
  ],
  [
    'with a lookup that is given, without append_to',
    'case',
    { ...good, contact: idOf('ann') },
    [may.create, may.append],
    'invalid_reference',
  ],
  [
    "with another's contact",
    'case',
    { ...good, contact: idOf('bob') },
    [may.create, may.append, may.refer],
    'permission_denied',
  ],
  [
    'with a lookup that is given, where append covers other records only',
    'case',
    { ...good, contact: idOf('ann') },
    [may.create, may.refer, permit({ ...may.append, where: eq('status', 'waiting') })],
    'permission_denied',
  ],
  [
    'with a lookup that is given, without append and append_to',
    'case',
    { ...good, contact: idOf('ann') },
    [may.create],
    'permission_denied',
  ],
  ['with no contact', 'case', { ...good, contact: null }, [may.create], 'permission_denied'],
  ['with a lookup that is no id', 'case', { ...good, contact: 'ann' }, [may.create], 'invalid_values'],
];

for (const [how, table, values, permissions, code] of creates) {
  test(`creating ${how}: ${code}`, () =>
    assert.equal(codeOf(given(create(table, values), ...permissions)), code));
}

test('a candidate covers every given column; two do not lend each other theirs', () => {
  const titles = permit({
    ...may.create,
    id: 'titles',
    access: 'global',
    columns: { create: ['title', 'description'] },
  });
  const status = permit({
    id: 'status',
    table: 'case',
    privileges: ['create'],
    columns: { create: ['status'] },
  });
  assert.equal(
    codeOf(given(create('case', { ...good, status: 'waiting' }), titles, status)),
    'permission_denied',
  );
  assert.equal(codeOf(given(create('case', { status: 'waiting' }), titles, status)), 'invalid_values');
});

test('a created record is stamped, dated, and has its defaults and number', () => {
  assert.deepEqual(after(given(create('case', good), may.create)), {
    id: MOMENT.newId,
    ...good,
    number: 'CAS-00001',
    status: 'open',
    priority: 'normal',
    kind: 'question',
    product: null,
    contact: idOf('ann'),
    account: null,
    guest_name: null,
    guest_email: null,
    resolution: null,
    resolved_at: null,
    internal_note: null,
    source: null,
    created_at: MOMENT.now,
    updated_at: MOMENT.now,
  });
});

test('values are kept in their stored form: blank text is empty, addresses are trimmed, times are UTC', () => {
  const writes = permit({
    table: 'lead',
    privileges: ['create'],
    columns: { create: ['topic', 'last_name', 'company', 'email'] },
  });
  const lead = { topic: 't', last_name: ' Lee ', company: '  ', email: ' a@example.org ' };
  const { last_name, company, email } = after(given(create('lead', lead), writes));
  assert.deepEqual([last_name, company, email], [' Lee ', null, 'a@example.org']);
  assert.equal(codeOf(given(create('lead', { ...lead, topic: ' ' }), writes)), 'invalid_values');
  const works = permit({
    table: 'work_order',
    privileges: ['create'],
    columns: { create: ['title', 'starts_at'] },
  });
  const work = { title: 't', starts_at: '2026-03-01T10:00:00.1239+02:00' };
  assert.equal(after(given(create('work_order', work), works)).starts_at, '2026-03-01T08:00:00.123Z');
  const lines = { title: 't', description: 'a\r\nb' };
  assert.equal(after(given(create('case', lines), may.create)).description, 'a\nb');
});

test('a default stands where null is given, a stamp does not', () => {
  const all = permit({ ...may.create, columns: { create: [...Object.keys(good), 'status', 'contact'] } });
  assert.equal(after(given(create('case', { ...good, status: null }), all)).status, 'open');
  assert.equal(codeOf(given(create('case', { ...good, contact: null }), all)), 'permission_denied');
});

test('every candidate stamps, but only over a single lookup, and not without a claim', () => {
  const byAccount = permit({
    ...may.create,
    id: 'account-create',
    access: 'account',
    via: 'account',
    columns: { create: ['title', 'description'] },
  });
  const both = after(given(create('case', good), may.create, byAccount));
  assert.deepEqual([both.contact, both.account], [idOf('ann'), idOf('north')]);
  const long = permit({ ...may.create, via: 'contact.account', access: 'account' });
  assert.equal(codeOf(given(create('case', good), long)), 'permission_denied');
  const lonely = person('Lone', ['authenticated'], { contact: 'ann' });
  const alone = after(answerTo(create('case', good), [may.create, byAccount], records, lonely));
  assert.deepEqual([alone.contact, alone.account], [idOf('ann'), null]);
});

test('the record is checked as it will be stored: where counts, defaults too', () => {
  const waiting = permit({ ...may.create, where: eq('status', 'waiting') });
  const open = permit({ ...may.create, where: eq('status', 'open') });
  assert.equal(codeOf(given(create('case', good), waiting)), 'permission_denied');
  assert.equal(codeOf(given(create('case', good), open)), 'written');
});

test('a create at parent access needs a parent that is covered', () => {
  const cases = permit({ id: 'cases', table: 'case', privileges: [], access: 'contact', via: 'contact' });
  const notes = [
    cases,
    permit({ id: 'append-to', table: 'case', privileges: ['append_to'] }),
    permit({
      table: 'case_note',
      access: 'parent',
      via: 'case',
      parent: 'cases',
      privileges: ['create', 'append'],
      columns: { create: ['case', 'text'] },
    }),
  ];
  assert.equal(codeOf(given(create('case_note', { case: C1, text: 'a' }), ...notes)), 'written');
  assert.equal(codeOf(given(create('case_note', { case: C2, text: 'a' }), ...notes)), 'permission_denied');
  assert.equal(
    codeOf(given(create('case_note', { case: idOf('none'), text: 'a' }), ...notes)),
    'invalid_reference',
  );
});

test('what was made is shown as any read would show it, or not at all', () => {
  const shown = (...more: readonly TablePermission[]) => {
    const answer = given(create('case', good), may.create, ...more);
    return answer.type === 'written' ? answer.shown : answer;
  };
  assert.equal(shown(), null);
  assert.deepEqual(shown(may.read), { id: MOMENT.newId, title: 'new' });
});

test('the target of a lookup need not be seen, but must exist', () => {
  const all = [may.append, may.refer, permit({ ...may.create, id: 'any', access: 'global' })];
  for (const [contact, code] of [
    ['bob', 'written'],
    ['none', 'invalid_reference'],
    ['new', 'invalid_reference'],
  ] as const)
    assert.equal(codeOf(given(create('case', { ...good, contact: idOf(contact) }), ...all)), code);
});

const changes: readonly (readonly [string, Question, readonly TablePermission[], string])[] = [
  ['without any right', update('case', C1, { title: 'x' }), [], 'not_found'],
  [
    'of a record that is visible, without write',
    update('case', C2, { title: 'x' }),
    [may.read],
    'permission_denied',
  ],
  ['of one that is not visible', update('case', C2, { title: 'x' }), [may.write], 'not_found'],
  [
    'of one that is visible and not covered',
    update('case', C2, { title: 'x' }),
    [may.write, may.read],
    'permission_denied',
  ],
  ['of none', update('case', idOf('none'), { title: 'x' }), [may.write, may.read], 'not_found'],
  ['of nothing', update('case', C1, {}), [may.write], 'invalid_values'],
  ['of what has not the form of an id', update('case', 'C1', { title: 1 }), [may.write], 'not_found'],
  ['as covered', update('case', C1, { title: 'x' }), [may.write], 'written'],
  ['of a column that no grant covers', update('case', C1, { status: 'open' }), [may.write], 'invalid_values'],
  [
    'of such a column where nothing may be changed',
    update('case', C1, { status: 'open' }),
    [may.read],
    'permission_denied',
  ],
  [
    'that breaks a rule, of a record that does not exist',
    update('case', idOf('none'), { title: 1 }),
    [may.write],
    'invalid_values',
  ],
  ['that empties what is required', update('case', C1, { title: null }), [may.write], 'invalid_values'],
  [
    'that gives the record away',
    update('case', C1, { contact: idOf('bob') }),
    [may.write, may.append, may.refer],
    'permission_denied',
  ],
  [
    "that takes another's record",
    update('case', C2, { contact: idOf('ann') }),
    [may.write, may.append, may.refer, may.read],
    'permission_denied',
  ],
  [
    'that empties the lookup it is covered by',
    update('case', C1, { contact: null }),
    [may.write],
    'permission_denied',
  ],
  [
    'that sets a lookup to what it is',
    update('case', C1, { contact: idOf('ann') }),
    [may.write, may.append, may.refer],
    'written',
  ],
  [
    'the same without append_to',
    update('case', C1, { contact: idOf('ann') }),
    [may.write, may.append],
    'invalid_reference',
  ],
  ['deleting as covered', remove('case', C1), [may.delete], 'written'],
  ['deleting what is not visible', remove('case', C2), [may.delete], 'not_found'],
  ['deleting what is visible', remove('case', C2), [may.delete, may.read], 'permission_denied'],
  ['deleting what does not exist', remove('case', idOf('none')), [may.delete, may.read], 'not_found'],
  ['deleting without any right', remove('case', C1), [], 'not_found'],
];

for (const [how, question, permissions, code] of changes) {
  test(`a change ${how}: ${code}`, () => assert.equal(codeOf(given(question, ...permissions)), code));
}

test('a change leaves the rest, and tells the time', () => {
  const answer = given(update('case', C1, { title: 'x' }), may.write, may.read);
  const { title, description, contact, updated_at } = after(answer);
  assert.deepEqual([title, description, contact, updated_at], ['x', 'x', idOf('ann'), MOMENT.now]);
  assert.deepEqual(answer.type === 'written' && answer.shown, { id: C1, title: 'x' });
});

test('a change out of sight is made and not shown', () => {
  const open = permit({ ...may.read, where: eq('title', 'one') });
  const answer = given(update('case', C1, { title: 'x' }), may.write, open);
  assert.equal(answer.type === 'written' ? answer.shown : answer, null);
});

test('one candidate may cover the record before and another after', () => {
  const from = permit({
    id: 'from',
    table: 'case',
    privileges: ['write'],
    where: eq('status', 'open'),
    columns: { write: ['status'] },
  });
  const to = permit({ ...from, id: 'to', where: eq('status', 'waiting') });
  const question = update('case', C1, { status: 'waiting' });
  assert.equal(codeOf(given(question, from)), 'permission_denied');
  assert.equal(codeOf(given(question, from, to)), 'written');
});

test('a deleted record is gone and not shown', () => {
  assert.deepEqual(given(remove('case', C1), may.delete, may.read), {
    type: 'written',
    shown: null,
    table: 'case',
    id: C1,
    after: null,
  });
});

test('a second record with the same unique values is refused; empty cells are no values', () => {
  const articles = permit({
    table: 'snippet',
    privileges: ['create'],
    columns: { create: ['name', 'locale'] },
  });
  const world = { snippet: { S: { name: 'help', locale: 'en' }, T: { name: 'empty' } } };
  const code = (values: Values) => codeOf(answerTo(create('snippet', values), [articles], world));
  assert.equal(code({ name: 'help' }), 'duplicate_record');
  assert.equal(code({ name: 'help', locale: 'de' }), 'written');
  assert.equal(code({ name: 'other' }), 'written');
});

test('posts get their author, and Markdown of plain words is rendered', () => {
  const permissions = [
    permit({
      table: 'post',
      access: 'contact',
      via: 'author',
      privileges: ['create', 'append', 'write'],
      columns: { create: ['thread', 'body'], write: ['body'] },
    }),
    permit({ table: 'thread', privileges: ['append_to'] }),
  ];
  const world = {
    thread: { T: { title: 't' } },
    post: { P: { author: idOf('ann'), author_name: 'A', body: 'old' } },
  };
  const ask = (question: Question, who = ann) => answerTo(question, permissions, world, who);
  const made = after(ask(create('post', { thread: idOf('T'), body: 'plain words' })));
  assert.deepEqual(
    [made.author, made.author_name, made.body_html],
    [idOf('ann'), 'Ann', '<p>plain words</p>\n'],
  );
  const changed = after(ask(update('post', idOf('P'), { body: 'new' })));
  assert.deepEqual([changed.author_name, changed.body_html], ['A', '<p>new</p>\n']);
  assert.throws(() => ask(create('post', { thread: idOf('T'), body: '# title' })), /plain words only/);
});
