import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadSite, type SiteConfig } from '@portico/adapter';
import type { RecordValues } from '@portico/protocol';
import { SUBJECTS } from './testing/support-site.ts';
import { openTwoStores, type TwoStores } from './testing/two-stores.ts';

const id = (number: number) => `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;
const [FORUM, THREAD, POST, CASE, NOTE] = [id(1), id(2), id(3), id(4), id(5)];

type Permission = SiteConfig['tablePermissions'][number];
const REASON = 'This is a site of a test and holds nothing of anybody.';
const may = (
  table: string,
  privileges: Permission['privileges'],
  columns: Permission['columns'],
): Permission => ({
  ...{ id: `${table}-${privileges.join('-')}`, table, webRoles: ['authenticated'], access: 'global' },
  ...{ privileges, columns, reason: REASON },
});

const site = loadSite({
  site: { name: 'Deletes', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: [],
  tablePermissions: [
    may('forum', ['delete'], {}),
    may('thread', ['read', 'delete'], { read: ['title', 'forum'] }),
    may('case', ['delete'], {}),
    may('post', ['read'], { read: ['body', 'thread'] }),
  ],
});
const subject = SUBJECTS.ann;

let both: TwoStores;
before(async () => {
  both = await openTwoStores(site);
  await put('forum', FORUM, { name: 'Forum', visibility: 'public' });
  await put('thread', THREAD, { title: 'Thread', body: 'Text', forum: FORUM });
  await put('post', POST, { body: 'Post', thread: THREAD });
  await put('case', CASE, { title: 'Case', description: 'Text' });
  await put('case_note', NOTE, { text: 'Note', case: CASE, visibility: 'customer' });
});
after(() => both.close());

async function put(table: string, record: string, values: RecordValues): Promise<void> {
  const done = await both.write((planner, context) =>
    planner.importRecords(table, [{ id: record, values }], context),
  );
  assert.equal(done, 'done', table);
}

const remove = (table: string, record: string) =>
  both.write((planner, context) => planner.delete(subject, table, record, context));
const rowOf = (table: string, key: string, record: string) =>
  both.fake.rows(table).find((row) => row[key] === record);

// Dataverse deletes these rows along with their parent; nobody here was given that right.
test('a thread that is deleted takes none of its posts along', async () => {
  assert.equal(await remove('post', POST), 'permission_denied');
  assert.equal(await remove('thread', THREAD), 'done');
  const row = rowOf('adx_communityforumpost', 'adx_communityforumpostid', POST);
  assert.equal(row?.adx_forumthreadid ?? null, null);
  assert.equal((await both.store.get(both.planner.get(subject, 'post', POST)))?.id, POST);
});

test('nor a forum its threads', async () => {
  await put('thread', id(12), { title: 'Another', body: 'Text', forum: FORUM });
  assert.equal(await remove('forum', FORUM), 'done');
  const thread = await both.store.get(both.planner.get(subject, 'thread', id(12)));
  assert.deepEqual([thread?.id, thread?.forum ?? null], [id(12), null]);
});

test('nor a case its notes, which belong to no case then', async () => {
  assert.equal(await remove('case', CASE), 'done');
  const row = rowOf('annotation', 'annotationid', NOTE);
  assert.ok(row, 'the note is there');
  assert.equal(row.objectid ?? null, null);
});
