import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RecordValues } from '@portico/protocol';
import { PEOPLE, SUBJECTS, supportSite } from './testing/support-site.ts';
import { openTwoStores, type TwoStores } from './testing/two-stores.ts';

const { anybody, ann, bob, staff, technician } = SUBJECTS;
const site = supportSite();

let both: TwoStores;
before(async () => {
  both = await openTwoStores(site);
  await put('account', PEOPLE.ACME, { name: 'Acme' });
  await put('contact', PEOPLE.ANN, { name: 'Ann Lee', email: 'ann@example.com', account: PEOPLE.ACME });
  await put('contact', PEOPLE.BOB, { name: 'Bob', email: 'bob@example.com' });
});
after(() => both.close());

async function put(table: string, id: string, values: RecordValues): Promise<string> {
  const done = await both.write((planner, context) =>
    planner.importRecords(table, [{ id, values }], context),
  );
  assert.equal(done, 'done', table);
  return id;
}

type Who = (typeof SUBJECTS)[keyof typeof SUBJECTS];

/** Creates on both stores; the id, or the problem code. */
async function create(subject: Who, table: string, values: RecordValues): Promise<string> {
  let id = '';
  const done = await both.write((planner, context) => {
    const plan = planner.create(subject, table, values, context);
    id = plan.result.id;
    return plan;
  });
  return done === 'done' ? id : done;
}

const update = (subject: Who, table: string, id: string, changes: RecordValues) =>
  both.write((planner, context) => planner.update(subject, table, id, changes, context));
const act = (subject: Who, table: string, id: string, action: string, input: unknown) =>
  both.write((planner, context) => planner.action(subject, table, id, action, input, context));
const rowOf = (table: string, key: string, id: string) => {
  const row = both.fake.rows(table).find((one) => one[key] === id);
  assert.ok(row, `${table} ${id}`);
  return row;
};
const idOf = (number: number) => `00000000-0000-4000-a000-${String(number).padStart(12, '0')}`;

describe('a case', () => {
  let id = '';

  test('is made as an incident of the company’s customer', async () => {
    id = await create(ann, 'case', { title: 'Fan is loud', description: 'Very.', priority: 'high' });
    const row = rowOf('incident', 'incidentid', id);
    assert.equal(row.prioritycode, 1);
    assert.equal(row.caseorigincode, 3);
    assert.deepEqual(row.primarycontactid, { id: PEOPLE.ANN, table: 'contact' });
    assert.deepEqual(row.customerid, { id: PEOPLE.ANN, table: 'contact' }, 'no account: the contact');
    assert.match(String(row.ticketnumber), /^CAS-/, 'numbered by Dataverse');
    const seen = await both.get(ann, 'case', id);
    assert.equal(seen?.title, 'Fan is loud');
    assert.equal(await both.get(bob, 'case', id), null, 'a stranger does not see it');
  });

  test('takes notes with the marker that Power Pages looks for, and keeps internal ones from the customer', async () => {
    const note = await create(ann, 'case_note', { case: id, text: 'Still loud.' });
    assert.equal(rowOf('annotation', 'annotationid', note).notetext, '*WEB*Still loud.');
    const internal = await create(staff, 'case_note', {
      case: id,
      text: 'Annoying.',
      visibility: 'internal',
      from_staff: true,
    });
    assert.equal(rowOf('annotation', 'annotationid', internal).notetext, 'Annoying.');
    assert.equal(await create(bob, 'case_note', { case: id, text: 'Hello' }), 'invalid_reference');
    const seen = await both.list(ann, 'case_note', { sort: [{ column: 'created_at', direction: 'asc' }] });
    assert.deepEqual(
      seen.map(({ text }) => text),
      ['Still loud.'],
    );
    assert.equal((await both.list(staff, 'case_note')).length, 2);
  });

  test('is closed by CloseIncident and opened again by its state', async () => {
    assert.equal(await act(bob, 'case', id, 'close', {}), 'not_found');
    assert.equal(await act(ann, 'case', id, 'close', { resolution: 'Cleaned.' }), 'done');
    const closed = rowOf('incident', 'incidentid', id);
    assert.equal(closed.statecode, 1);
    assert.equal(closed.statuscode, 5);
    assert.equal(both.fake.rows('incidentresolution').length, 1);
    assert.equal(await act(ann, 'case', id, 'close', {}), 'action_not_possible');
    assert.equal((await both.get(ann, 'case', id))?.resolution, 'Cleaned.');
    assert.equal(await act(ann, 'case', id, 'reopen', { reason: 'Loud again.' }), 'done');
    assert.equal(rowOf('incident', 'incidentid', id).statecode, 0);
    const notes = await both.list(ann, 'case_note', { sort: [{ column: 'created_at', direction: 'asc' }] });
    assert.deepEqual(
      notes.map(({ kind }) => kind),
      ['note', 'closed', 'reopened'],
    );
  });

  test('shows to colleagues by the account what the account may see', async () => {
    assert.equal(await update(staff, 'case', id, { account: PEOPLE.ACME }), 'done');
    assert.deepEqual(rowOf('incident', 'incidentid', id).customerid, { id: PEOPLE.ACME, table: 'account' });
    const colleague = { ...ann, key: 'colleague', contact: PEOPLE.BOB };
    const seen = await both.get(colleague, 'case', id);
    assert.equal(seen?.title, 'Fan is loud');
    assert.ok(!('description' in (seen ?? {})));
    assert.equal(await update(staff, 'case', id, { account: null }), 'done');
    assert.equal(await both.get(colleague, 'case', id), null);
  });

  test('that is long keeps every word', async () => {
    const description = `${'word '.repeat(3000)}end`;
    const long = await create(ann, 'case', { title: 'Long', description });
    assert.equal((await both.get(ann, 'case', long))?.description, description);
    assert.ok(String(rowOf('incident', 'incidentid', long).description).length <= 2000);
  });

  test('is listed page by page, in order, as the memory store does', async () => {
    for (let index = 0; index < 7; index++)
      await put('case', idOf(index), {
        title: `Case ${index % 3}`,
        description: 'x',
        contact: PEOPLE.ANN,
        status: index % 2 === 0 ? 'resolved' : 'waiting',
      });
    for (const column of ['created_at', 'status', 'title', 'resolved_at', 'contact']) {
      for (const direction of ['asc', 'desc'] as const) {
        const sort = [{ column, direction }];
        await both.list(ann, 'case', { sort, count: true });
        await both.list(ann, 'case', {
          sort,
          count: true,
          filter: { type: 'condition', column: 'status', operator: 'ne', value: 'waiting' },
        });
      }
    }
  });
});

describe('an article', () => {
  const [open, closed, draft] = [idOf(21), idOf(22), idOf(23)];

  test('is seen by those its audience names', async () => {
    const body = '<p>Quiet fans</p>';
    await put('article', open, { title: 'Fans', body, visibility: 'public' });
    await put('article', closed, { title: 'Fans for customers', body, visibility: 'customer' });
    await put('article', draft, { title: 'Draft', body });
    assert.equal(rowOf('knowledgearticle', 'knowledgearticleid', open).statecode, 3);
    assert.equal((await both.list(anybody, 'article')).length, 1);
    assert.equal((await both.list(ann, 'article')).length, 2);
    assert.equal(await both.get(ann, 'article', draft), null);
  });

  test('is rated once by each contact', async () => {
    assert.equal(await act(ann, 'article', open, 'rate', { helpful: true, comment: 'Good' }), 'done');
    assert.equal(await act(ann, 'article', open, 'rate', { helpful: false }), 'done');
    assert.equal(await act(bob, 'article', open, 'rate', { helpful: true }), 'done');
    assert.equal((await both.list(staff, 'feedback')).length, 2);
  });

  test('is found by search, and not any more once it is hidden in Dataverse itself', async () => {
    await put('article', idOf(24), {
      title: 'Takeover of Acme',
      body: '<p>Codename zebrafish</p>',
      visibility: 'public',
      product: 'Merger',
    });
    const search = async (subject: Who, text: string, mode: 'search' | 'suggest' = 'search') => {
      const request = { text, facets: true, limit: 10, offset: 0, mode };
      const { hits, count, facets, completions, corrected } = await both.store.search(
        both.planner.search(subject, request),
      );
      const values = facets.flatMap((facet) => facet.values.map(({ value }) => value));
      return { hits: hits.map(({ record }) => record.id), count, values, completions, corrected };
    };
    const found = { hits: [idOf(24)], count: 1, values: ['Merger'], completions: [], corrected: null };
    const nothing = { hits: [], count: 0, values: [], completions: [], corrected: null };
    assert.deepEqual(await search(anybody, 'zebrafish'), found);
    assert.deepEqual((await search(anybody, 'zebr', 'suggest')).completions, ['zebrafish']);
    assert.equal((await search(anybody, 'zebrafihs')).corrected, 'zebrafish');
    const row = rowOf('knowledgearticle', 'knowledgearticleid', idOf(24));
    both.fake.seed('knowledgearticle', [{ ...row, isinternal: true }]);
    for (const subject of [anybody, ann]) {
      assert.deepEqual(await search(subject, 'zebr', 'suggest'), nothing);
      assert.deepEqual(await search(subject, 'zebrafish'), nothing);
      assert.deepEqual(await search(subject, 'zebrafihs'), nothing);
      assert.deepEqual(await search(subject, 'merger', 'suggest'), nothing);
    }
    both.fake.seed('knowledgearticle', [row]);
  });
});

describe('a forum', () => {
  const forum = idOf(31);
  let thread = '';
  let post = '';

  test('takes threads and posts, with Markdown rendered', async () => {
    await put('forum', forum, { name: 'Fans' });
    thread = await create(ann, 'thread', { forum, title: 'T'.repeat(150), body: 'How **loud**?' });
    post = await create(bob, 'post', { thread, body: 'Very _loud_.' });
    const seen = await both.get(anybody, 'thread', thread);
    assert.match(String(seen?.body_html), /<strong>/);
    assert.equal(seen?.reply_count, 1);
    assert.equal(String(seen?.title).length, 150);
    assert.match(
      String(rowOf('adx_communityforumpost', 'adx_communityforumpostid', post).adx_content),
      /<em>/,
    );
    assert.equal((await both.list(anybody, 'forum'))[0]?.thread_count, 1);
  });

  test('counts votes, takes an answer, and hides what is moderated', async () => {
    assert.equal(await act(ann, 'thread', thread, 'vote', { on: true }), 'done');
    assert.equal(await act(bob, 'thread', thread, 'vote', { on: true }), 'done');
    assert.equal(await act(bob, 'thread', thread, 'vote', { on: false }), 'done');
    assert.equal((await both.get(anybody, 'thread', thread))?.vote_count, 1);
    assert.equal(await act(bob, 'thread', thread, 'accept-answer', { post }), 'permission_denied');
    assert.equal(await act(ann, 'thread', thread, 'accept-answer', { post }), 'done');
    assert.equal(await act(staff, 'post', post, 'moderate', { visibility: 'hidden' }), 'done');
    const seen = await both.get(anybody, 'thread', thread);
    assert.equal(seen?.accepted_post, null);
    assert.equal(seen?.reply_count, 0, 'a hidden post is not counted');
    await both.list(staff, 'post');
  });
});

describe('other tables', () => {
  test('a lead comes from anybody, and is qualified by those who sell', async () => {
    const lead = await create(anybody, 'lead', { topic: 'Fans', last_name: 'Li', message: 'Call me' });
    assert.equal(rowOf('lead', 'leadid', lead).leadsourcecode, 8);
    assert.equal(await update(staff, 'lead', lead, { status: 'contacted' }), 'done');
    assert.equal(await update(staff, 'lead', lead, { status: 'qualified' }), 'done');
    assert.equal(rowOf('lead', 'leadid', lead).statecode, 1);
    assert.deepEqual(
      (await both.list(staff, 'lead')).map(({ status }) => status),
      ['qualified'],
    );
  });

  test('a work order is reported on by its technician', async () => {
    const order = idOf(41);
    await put('work_order', order, {
      title: 'Replace the fan',
      account: PEOPLE.ACME,
      technician: PEOPLE.BOB,
      starts_at: '2026-01-05T08:00:00.000Z',
    });
    const [seen] = await both.list(technician, 'work_order', {
      sort: [{ column: 'starts_at', direction: 'asc' }],
    });
    assert.equal(seen?.title, 'Replace the fan');
    assert.equal(
      await update(technician, 'work_order', order, { status: 'completed', report: 'Done' }),
      'done',
    );
    assert.equal(rowOf('msdyn_workorder', 'msdyn_workorderid', order).msdyn_systemstatus, 690970003);
    await both.get(technician, 'work_order', order);
  });
});
