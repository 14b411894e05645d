import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eq, not } from '@portico/protocol';
import type { TablePermission } from '../../permissions/table-permission.ts';
import type { Question } from '../question.ts';
import type { Person } from '../world.ts';
import { evaluate } from './evaluate.ts';
import { idOf, MOMENT, makeWorld, person } from './testing/make-world.ts';

/** docs/permissions.md, "Worked examples", in its words and numbers. */
const permissions: readonly TablePermission[] = [
  {
    id: 'case-own',
    table: 'case',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'contact',
    privileges: ['read', 'create', 'append_to'],
    columns: { read: ['number', 'title', 'status'], create: ['title'] },
  },
  {
    id: 'case-account',
    table: 'case',
    webRoles: ['partner'],
    access: 'account',
    via: 'account',
    privileges: ['read'],
    columns: { read: ['number', 'title'] },
  },
  {
    id: 'note-own',
    table: 'case_note',
    webRoles: ['authenticated'],
    access: 'parent',
    via: 'case',
    parent: 'case-own',
    where: eq('visibility', 'customer'),
    privileges: ['read'],
    columns: { read: ['text', 'created_at'] },
  },
  {
    id: 'note-write',
    table: 'case_note',
    webRoles: ['authenticated'],
    access: 'contact',
    via: 'author',
    where: eq('visibility', 'customer'),
    privileges: ['create', 'append'],
    columns: { create: ['case', 'text'] },
  },
];

const [C1, C2, C3] = [idOf('C1'), idOf('C2'), idOf('C3')];
const ada = person('Ada', ['authenticated', 'partner'], { contact: 'ada', account: 'north' });
const ben = person('Ben', ['authenticated'], { contact: 'ben' });
const visitor = person('Visitor', ['anonymous']);

function worldWith(status: string, changed: readonly TablePermission[] = permissions) {
  const open = { contact: idOf('ben'), account: null, status: 'open', title: 'Three' };
  return makeWorld({
    permissions: changed,
    records: {
      contact: { ada: { name: 'Ada' }, ben: { name: 'Ben' }, eve: { name: 'Eve' } },
      account: { north: { name: 'North' } },
      case: {
        C1: { contact: idOf('ada'), account: idOf('north'), status: 'open', title: 'One' },
        C2: { contact: idOf('eve'), account: idOf('north'), status, title: 'Two' },
        C3: open,
      },
      case_note: {
        N1: { case: C1, text: 'for Ada', visibility: 'customer' },
        N2: { case: C2, text: 'for Eve', visibility: 'customer' },
        N3: { case: C1, text: 'for staff', visibility: 'internal' },
      },
    },
  });
}

const world = worldWith('open');
const ask = (who: Person, question: Question, where = world) => evaluate(where, who, question, MOMENT);
const listOf = (table: string, query: (Question & { type: 'list' })['query'] = {}): Question => ({
  type: 'list',
  table,
  query,
});

test('1: each sees the cases covered, and the status only through the permission that covers it', () => {
  assert.deepEqual(ask(ada, listOf('case')), {
    type: 'list',
    records: [
      { id: C1, number: null, title: 'One', status: 'open' },
      { id: C2, number: null, title: 'Two' },
    ],
  });
  assert.deepEqual(ask(ben, listOf('case')), {
    type: 'list',
    records: [{ id: C3, number: null, title: 'Three', status: 'open' }],
  });
});

for (const hidden of ['open', 'resolved']) {
  test(`2: a filter by status tells nothing of the case whose status is hidden (${hidden})`, () => {
    const query = { count: true, select: ['title'] };
    const isOpen = eq('status', 'open');
    assert.deepEqual(ask(ada, listOf('case', { ...query, filter: isOpen }), worldWith(hidden)), {
      type: 'list',
      records: [{ id: C1, title: 'One' }],
      count: 1,
    });
    assert.deepEqual(ask(ada, listOf('case', { ...query, filter: not(isOpen) }), worldWith(hidden)), {
      type: 'list',
      records: [{ id: C2, title: 'Two' }],
      count: 1,
    });
  });

  test(`3: the case whose status is hidden sorts last, in both directions (${hidden})`, () => {
    for (const direction of ['asc', 'desc'] as const) {
      const query = { select: ['id'], sort: [{ column: 'status', direction }] };
      assert.deepEqual(ask(ada, listOf('case', query), worldWith(hidden)), {
        type: 'list',
        records: [{ id: C1 }, { id: C2 }],
      });
    }
  });
}

test('4: a case that is not visible is not found; one that is visible and may not be changed is refused', () => {
  const notFound = { type: 'problem', code: 'not_found' };
  assert.deepEqual(ask(ada, { type: 'get', table: 'case', id: C3 }), notFound);
  assert.deepEqual(ask(ada, { type: 'get', table: 'case', id: idOf('none') }), notFound);
  assert.deepEqual(ask(ada, { type: 'update', table: 'case', id: C2, changes: { title: 'Mine' } }), {
    type: 'problem',
    code: 'permission_denied',
  });
});

test('5: notes are seen through the own case only, until a permission with the other parent is added', () => {
  const text = (id: string, of: string) => ({ id: idOf(id), text: of, created_at: null });
  assert.deepEqual(ask(ada, listOf('case_note')), { type: 'list', records: [text('N1', 'for Ada')] });
  const more: TablePermission = {
    ...(permissions[2] as TablePermission),
    id: 'note-account',
    parent: 'case-account',
  };
  assert.deepEqual(ask(ada, listOf('case_note'), worldWith('open', [...permissions, more])), {
    type: 'list',
    records: [text('N1', 'for Ada'), text('N2', 'for Eve')],
  });
});

test('6: Ben adds a note to his case', () => {
  const values = { case: C3, text: 'Any news?' };
  assert.deepEqual(ask(ben, { type: 'create', table: 'case_note', values }), {
    type: 'written',
    shown: { id: MOMENT.newId, text: 'Any news?', created_at: MOMENT.now },
    table: 'case_note',
    id: MOMENT.newId,
    after: {
      id: MOMENT.newId,
      ...values,
      author: idOf('ben'),
      kind: 'note',
      from_staff: false,
      visibility: 'customer',
      source: null,
      created_at: MOMENT.now,
      updated_at: MOMENT.now,
    },
  });
});

test("7: a note to another's case is an invalid reference, as one to no case", () => {
  for (const target of [C1, idOf('none')]) {
    const values = { case: target, text: 'Hello' };
    assert.deepEqual(ask(ben, { type: 'create', table: 'case_note', values }), {
      type: 'problem',
      code: 'invalid_reference',
    });
  }
});

test('8: a column that no grant covers is an invalid value; covered, the record fails its where', () => {
  const values = { case: C3, text: 'Hello', visibility: 'internal' };
  const question: Question = { type: 'create', table: 'case_note', values };
  assert.deepEqual(ask(ben, question), { type: 'problem', code: 'invalid_values' });
  const open = permissions.map((permission) =>
    permission.id === 'note-write'
      ? { ...permission, columns: { create: ['case', 'text', 'visibility'] } }
      : permission,
  );
  assert.deepEqual(ask(ben, question, worldWith('open', open)), {
    type: 'problem',
    code: 'permission_denied',
  });
});

test('9: for a visitor who is not signed in nothing exists', () => {
  const questions: readonly Question[] = [
    listOf('case'),
    listOf('case_note'),
    { type: 'get', table: 'case', id: C1 },
    { type: 'create', table: 'case', values: { title: 'Mine' } },
    { type: 'update', table: 'case', id: C1, changes: { title: 'Mine' } },
    { type: 'delete', table: 'case', id: C1 },
  ];
  for (const question of questions)
    assert.deepEqual(ask(visitor, question), { type: 'problem', code: 'not_found' });
});
