import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  and,
  eq,
  isProtocolError,
  oneOf,
  type RecordQuery,
  type RecordValues,
  related,
} from '@portico/protocol';
import { ANONYMOUS, type Subject } from '../authenticate/subject.ts';
import type { FormConfig } from '../config/site-config.ts';
import type { TablePermission } from '../permissions/table-permission.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { createPlanner } from './make-plan.ts';
import type { Made, WritePlan } from './plan.ts';
import { ID, permit, siteWith } from './testing/plan-site.ts';

/** A portal as companies have it, from the permission to the record: who gets what, and who does not. */
const customers = { webRoles: ['customer'] };
const CASE = ['number', 'title', 'description', 'status', 'contact', 'account', 'resolution'];

const ownCases = permit('case', ['read', 'create', 'append', 'append_to'], {
  ...customers,
  access: 'contact',
  via: 'contact',
  columns: { read: CASE, create: ['title', 'description'] },
  actions: ['close', 'reopen'],
});
const permissions: TablePermission[] = [
  ownCases,
  permit('case', ['read'], {
    webRoles: ['partner'],
    access: 'account',
    via: 'account',
    columns: { read: ['title', 'status'] },
  }),
  permit('case', ['create'], {
    webRoles: ['anonymous'],
    columns: { create: ['title', 'description', 'guest_email'] },
  }),
  permit('case', ['read', 'write'], {
    webRoles: ['staff'],
    columns: { read: [...CASE, 'internal_note'], write: ['status', 'internal_note', 'contact'] },
  }),
  permit('case_note', ['read', 'create', 'append'], {
    ...customers,
    access: 'parent',
    via: 'case',
    parent: ownCases.id,
    where: eq('visibility', 'customer'),
    columns: { read: ['text', 'kind', 'case'], create: ['text', 'case'] },
  }),
  permit('contact', ['read'], { ...customers, access: 'self', columns: { read: ['name'] } }),
  permit('article', ['read'], {
    webRoles: ['anonymous', 'authenticated'],
    where: eq('visibility', 'public'),
    columns: { read: ['title', 'body'] },
    actions: ['rate'],
  }),
  permit('thread', ['read', 'append_to'], {
    webRoles: ['anonymous', 'authenticated'],
    where: eq('visibility', 'public'),
    columns: { read: ['title', 'accepted_post', 'reply_count', 'vote_count', 'locked'] },
    actions: ['vote'],
  }),
  permit('thread', [], { ...customers, access: 'contact', via: 'author', actions: ['accept-answer'] }),
  permit('thread', ['read'], {
    webRoles: ['moderator'],
    columns: { read: ['title', 'visibility'] },
    actions: ['moderate'],
  }),
  permit('post', ['read'], {
    webRoles: ['anonymous', 'authenticated'],
    where: and(eq('visibility', 'public'), related('thread', eq('visibility', 'public'))) as never,
    columns: { read: ['body', 'thread', 'author_name'] },
  }),
  permit('post', ['create', 'append'], {
    ...customers,
    where: related('thread', eq('locked', false)),
    columns: { create: ['body', 'thread'] },
  }),
  permit('post', ['read'], {
    webRoles: ['moderator'],
    columns: { read: ['body', 'thread'] },
    actions: ['moderate'],
  }),
  permit('vote', ['read'], {
    webRoles: ['anonymous', 'authenticated'],
    columns: { read: ['thread', 'post'] },
  }),
];

const form: FormConfig = {
  name: 'case',
  table: 'case',
  title: 'Ask us',
  fields: [{ column: 'title' }, { column: 'description' }, { column: 'guest_email' }],
  submitLabel: 'Send',
  success: { title: 'Thank you', message: 'We answer soon.' },
  reference: 'number',
};

const site = siteWith(permissions, {
  webRoles: ['customer', 'partner', 'staff', 'moderator'],
  forms: [form],
});
const planner = createPlanner(site);

function person(role: string, contact: string | null, account: string | null = null): Subject {
  return {
    ...ANONYMOUS,
    key: `${role} ${contact}`,
    authenticated: true,
    contact,
    account,
    webRoles: new Set(['authenticated', role]),
    displayName: role,
  };
}

const ann = person('customer', ID.ann, ID.acme);
const bob = person('customer', ID.bob);
const partner = person('partner', ID.bob, ID.acme);
const staff = person('staff', null);
const moderator = person('moderator', null);
const guest = ANONYMOUS;

let minute = 0;
const context = () => ({
  now: new Date(Date.UTC(2026, 0, 1, 0, minute++)).toISOString(),
  newId: () => crypto.randomUUID(),
});

async function portal() {
  const store: Store = createMemoryStore();
  await store.open(site.storeTables);
  const run = async (plan: () => Made<WritePlan>): Promise<string> => {
    try {
      return (await store.write(plan())).id;
    } catch (error) {
      if (isProtocolError(error)) return error.code;
      throw error;
    }
  };
  const put = async (table: string, values: RecordValues, id: string = crypto.randomUUID()) =>
    run(() => planner.importRecords(table, [{ id, values }], context()));
  await put('account', { name: 'Acme' }, ID.acme);
  await put('contact', { name: 'Ann', account: ID.acme }, ID.ann);
  await put('contact', { name: 'Bob' }, ID.bob);
  return {
    store,
    put,
    create: (subject: Subject, table: string, values: unknown) =>
      run(() => planner.create(subject, table, values, context())),
    update: (subject: Subject, table: string, id: string, changes: unknown) =>
      run(() => planner.update(subject, table, id, changes, context())),
    act: (subject: Subject, table: string, id: string, action: string, input: unknown = {}) =>
      run(() => planner.action(subject, table, id, action, input, context())),
    get: (subject: Subject, table: string, id: string) => store.get(planner.get(subject, table, id)),
    list: async (subject: Subject, table: string, query: RecordQuery = {}) =>
      (await store.list(planner.list(subject, table, query, null))).records,
  };
}

const QUESTION = { title: 'The brake squeals', description: 'Since yesterday.' };

describe('a customer', () => {
  test('files a case and finds it under the own ones', async () => {
    const { create, list, get } = await portal();
    const id = await create(ann, 'case', QUESTION);
    const record = await get(ann, 'case', id);
    assert.deepEqual(record?.contact, { id: ID.ann, table: 'contact', label: 'Ann' });
    assert.equal(record?.number, 'CAS-00001');
    assert.equal((await list(ann, 'case')).length, 1);
    assert.equal((await list(bob, 'case')).length, 0);
    assert.equal(await get(bob, 'case', id), null);
  });

  test('files none in the name of another', async () => {
    const { create } = await portal();
    assert.equal(await create(bob, 'case', { ...QUESTION, contact: ID.ann }), 'invalid_values');
  });

  test('adds notes to own cases only', async () => {
    const { create, list } = await portal();
    const id = await create(ann, 'case', QUESTION);
    const note = { text: 'It rains, too.', case: id };
    assert.equal(await create(bob, 'case_note', note), 'invalid_reference');
    assert.equal(await create(bob, 'case_note', { ...note, case: crypto.randomUUID() }), 'invalid_reference');
    assert.match(await create(ann, 'case_note', note), /-/);
    assert.deepEqual(
      (await list(ann, 'case_note')).map(({ text }) => text),
      ['It rains, too.'],
    );
    assert.deepEqual(await list(bob, 'case_note'), []);
  });

  test('does not see what the staff keeps to itself', async () => {
    const { create, put, list, get } = await portal();
    const id = await create(ann, 'case', QUESTION);
    await put('case_note', { case: id, text: 'Difficult customer', visibility: 'internal' });
    assert.deepEqual(await list(ann, 'case_note'), []);
    assert.equal('internal_note' in ((await get(ann, 'case', id)) ?? {}), false);
  });

  test('closes a case once, with an entry in its timeline, and opens it again', async () => {
    const { create, act, list, get } = await portal();
    const id = await create(ann, 'case', QUESTION);
    assert.equal(await act(bob, 'case', id, 'close'), 'not_found');
    assert.equal(await act(ann, 'case', id, 'close', { resolution: 'Oiled it.' }), id);
    assert.equal(await act(ann, 'case', id, 'close'), 'action_not_possible');
    assert.equal((await get(ann, 'case', id))?.status, 'resolved');
    assert.equal(await act(ann, 'case', id, 'reopen', { reason: 'Squeals again.' }), id);
    const notes = await list(ann, 'case_note', { sort: [{ column: 'kind', direction: 'asc' }] });
    assert.deepEqual(
      notes.map(({ kind, text }) => [kind, text]),
      [
        ['closed', 'Oiled it.'],
        ['reopened', 'Squeals again.'],
      ],
    );
  });

  test('cannot change a case beyond that', async () => {
    const { create, update } = await portal();
    const id = await create(ann, 'case', QUESTION);
    assert.equal(await update(ann, 'case', id, { status: 'cancelled' }), 'permission_denied');
    assert.equal(await update(bob, 'case', id, { status: 'cancelled' }), 'not_found');
  });
});

describe('a partner', () => {
  test('sees the cases of the account, in the columns granted, and nothing else', async () => {
    const { put, list } = await portal();
    await put('case', { ...QUESTION, account: ID.acme, resolution: 'Secret' });
    await put('case', { title: 'Other', description: 'Other' });
    const cases = await list(partner, 'case');
    assert.equal(cases.length, 1);
    assert.deepEqual(Object.keys(cases[0] ?? {}).sort(), ['etag', 'id', 'status', 'title']);
    await assert.rejects(list(partner, 'case_note'), { code: 'not_found' });
    await assert.rejects(list(partner, 'case', { filter: eq('resolution', 'Secret') }), {
      code: 'unknown_column',
    });
  });
});

describe('a guest', () => {
  test('files a case, is told its number, and cannot read it back', async () => {
    const { store } = await portal();
    const submission = { values: { ...QUESTION, guest_email: 'guest@example.com' } };
    const plan = planner.submission(guest, form, submission, { ...context(), origin: null, locale: null });
    const { id } = await store.write(plan);
    assert.equal((await store.get(planner.receipt(form, id)))?.number, 'CAS-00001');
    assert.throws(() => planner.get(guest, 'case', id), { code: 'not_found' });
  });

  test('reads public articles and rates them without a name', async () => {
    const { put, list, act } = await portal();
    const seen = await put('article', { title: 'Seen', visibility: 'public' });
    const draft = await put('article', { title: 'Draft', visibility: 'draft' });
    assert.deepEqual(
      (await list(guest, 'article')).map(({ title }) => title),
      ['Seen'],
    );
    for (const helpful of [true, false])
      assert.equal(await act(guest, 'article', seen, 'rate', { helpful }), seen);
    assert.equal(await act(guest, 'article', draft, 'rate', { helpful: true }), 'not_found');
  });
});

describe('the staff', () => {
  test('changes cases within its columns', async () => {
    const { create, update, get } = await portal();
    const id = await create(ann, 'case', QUESTION);
    assert.equal(
      await update(staff, 'case', id, { status: 'waiting', internal_note: 'Ask for a photo.' }),
      id,
    );
    assert.equal((await get(staff, 'case', id))?.internal_note, 'Ask for a photo.');
    assert.equal(await update(staff, 'case', id, { title: 'x' }), 'invalid_values');
    assert.equal(await update(staff, 'case', id, { contact: ID.bob }), 'invalid_reference');
  });
});

describe('a community', () => {
  async function community() {
    const site = await portal();
    const forum = await site.put('forum', { name: 'Brakes' });
    const thread = await site.put('thread', { forum, title: 'Squeal', body: 'Why?', author: ID.ann });
    const post = await site.create(bob, 'post', { thread, body: 'Oil it.' });
    return { ...site, forum, thread, post };
  }

  test('answers, votes and accepts', async () => {
    const { thread, post, act, get } = await community();
    for (const subject of [ann, bob, bob]) await act(subject, 'thread', thread, 'vote', { on: true });
    assert.equal(await act(bob, 'thread', thread, 'accept-answer', { post }), 'permission_denied');
    assert.equal(await act(ann, 'thread', thread, 'accept-answer', { post }), thread);
    const seen = await get(guest, 'thread', thread);
    assert.deepEqual([seen?.vote_count, seen?.reply_count], [2, 1]);
    assert.deepEqual(seen?.accepted_post, { id: post, table: 'post', label: 'Oil it.' });
  });

  test('writes nothing in a locked thread', async () => {
    const { thread, act, create } = await community();
    assert.equal(await act(moderator, 'thread', thread, 'moderate', { locked: true }), thread);
    assert.equal(await create(bob, 'post', { thread, body: 'Late' }), 'permission_denied');
  });

  test('hides a post from everyone but moderators: in lists, counts and as the answer', async () => {
    const { thread, post, act, get, list } = await community();
    await act(ann, 'thread', thread, 'accept-answer', { post });
    assert.equal(await act(moderator, 'post', post, 'moderate', { visibility: 'hidden' }), post);
    assert.deepEqual(await list(guest, 'post'), []);
    assert.equal((await list(moderator, 'post')).length, 1);
    const seen = await get(guest, 'thread', thread);
    assert.deepEqual([seen?.reply_count, seen?.accepted_post], [0, null]);
    assert.equal(await act(ann, 'thread', thread, 'accept-answer', { post }), 'invalid_reference');
  });

  test('hides a thread with all its posts', async () => {
    const { thread, act, get, list } = await community();
    await act(moderator, 'thread', thread, 'moderate', { visibility: 'hidden' });
    assert.equal(await get(guest, 'thread', thread), null);
    assert.deepEqual(await list(guest, 'post'), []);
    assert.equal(await act(bob, 'thread', thread, 'vote', { on: true }), 'not_found');
  });

  test('finds threads by several names at once', async () => {
    const { list, thread } = await community();
    assert.equal((await list(guest, 'thread', { filter: oneOf('id', [thread]) })).length, 1);
  });
});
