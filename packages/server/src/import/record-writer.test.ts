import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryStore, createPlanner, loadSite, type SiteConfig } from '@portico/adapter';
import type { Store } from '@portico/adapter/store';
import { ProtocolError, type RecordValues } from '@portico/protocol';
import type { Draft } from './draft.ts';
import { ImportTally } from './import-tally.ts';
import { presentRecords } from './present-records.ts';
import { recordIdOf } from './record-id.ts';
import { RecordWriter } from './record-writer.ts';

const CONFIG: SiteConfig = {
  site: { name: 'Test', locales: ['en'], origins: ['https://www.example.com'] },
  webRoles: [],
  tablePermissions: [],
};

function draft(table: string, source: string, values: RecordValues, rest: Partial<Draft> = {}): Draft {
  return { table, id: recordIdOf(table, source), values: { source, ...values }, place: source, ...rest };
}

const category = (name: string) => draft('category', name, { name }, { shared: true });
const article = (source: string, values: RecordValues = {}) =>
  draft('article', source, {
    title: `Title of ${source}`,
    body: '<p>x</p>',
    visibility: 'public',
    ...values,
  });

/** A store of its own, and an import into it that can be repeated. */
async function setUp(ownColumns?: readonly string[]) {
  const site = loadSite(CONFIG);
  const store = createMemoryStore();
  await store.open(site.storeTables);
  const tables = new Map(site.storeTables.map((table) => [table.name, table]));
  const readPresent = presentRecords(CONFIG, store);
  const writes: number[] = [];
  const tablesWritten: string[] = [];
  const counting: Pick<Store, 'write' | 'capabilities'> = {
    capabilities: { ...store.capabilities, ...(ownColumns ? { ownColumns } : {}) },
    write: (plan) => {
      writes.push(plan.steps.length);
      tablesWritten.push(plan.result.table);
      return store.write(plan);
    },
  };
  return {
    writes,
    tablesWritten,
    store: counting,
    async run(...batches: (readonly Draft[])[]) {
      const tally = new ImportTally();
      const planner = createPlanner(site);
      const writer = new RecordWriter({ tables, planner, store: counting, readPresent, tally });
      for (const batch of batches) await writer.write(batch);
      return { tables: Object.fromEntries(tally.tables), failures: tally.failures };
    },
    async read(table: string, source: string) {
      const schema = tables.get(table);
      assert.ok(schema);
      const id = recordIdOf(table, source);
      return (await readPresent(schema, [id]))?.get(id);
    },
  };
}

const counts = (given: Partial<Record<'created' | 'updated' | 'unchanged' | 'failed', number>>) => ({
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  ...given,
});

describe('RecordWriter', () => {
  it('writes one transaction for each table of a batch', async () => {
    const { run, writes } = await setUp();
    const { tables } = await run([category('c'), article('a'), category('c'), article('b')]);
    assert.deepEqual(tables, { category: counts({ created: 1 }), article: counts({ created: 2 }) });
    assert.deepEqual(writes, [1, 2]);
  });

  it('sets lookups to what comes later when that is there, and counts the record once', async () => {
    const { run, read, tablesWritten } = await setUp();
    const forum = draft('forum', 'f', { name: 'f', visibility: 'public' }, { shared: true });
    const thread = (title: string, answer: string) =>
      draft(
        'thread',
        't',
        { forum: forum.id, title, body: 'x', visibility: 'public' },
        { later: { accepted_post: recordIdOf('post', answer) } },
      );
    const post = (source: string, values: RecordValues = {}) =>
      draft(
        'post',
        source,
        { thread: recordIdOf('thread', 't'), body: 'x', visibility: 'public', ...values },
        { needs: recordIdOf('thread', 't') },
      );
    const acceptedNow = async () => (await read('thread', 't'))?.accepted_post;
    const first = await run([forum, thread('one', 'p'), post('p')]);
    assert.deepEqual(tablesWritten, ['forum', 'thread', 'post', 'thread']);
    assert.deepEqual(first.tables.thread, counts({ created: 1 }));
    assert.partialDeepStrictEqual(await acceptedNow(), { id: recordIdOf('post', 'p') });

    const again = await run([forum, thread('one', 'p'), post('p')]);
    assert.deepEqual(again.tables.thread, counts({ unchanged: 1 }));
    assert.equal(tablesWritten.length, 4, 'nothing is written');

    const other = await run([forum, thread('one', 'q'), post('p'), post('q')]);
    assert.deepEqual(other.tables.thread, counts({ updated: 1 }));
    const renamed = await run([forum, thread('two', 'q'), post('p'), post('q')]);
    assert.deepEqual(renamed.tables.thread, counts({ updated: 1 }));
    assert.partialDeepStrictEqual(await acceptedNow(), { id: recordIdOf('post', 'q') });

    const refused = await run([forum, thread('two', 'r'), post('r', { visibility: 'nobody' })]);
    assert.deepEqual(refused.tables.thread, counts({ updated: 1 }), 'without the answer that was refused');
    assert.deepEqual(refused.tables.post, counts({ failed: 1 }));
    assert.equal(await acceptedNow(), null);
  });

  it('writes a new category before its articles when a batch begins with those of one that is settled', async () => {
    const { run, tablesWritten } = await setUp();
    await run(
      [category('old'), article('a')],
      [
        category('old'),
        article('b'),
        category('new'),
        article('c', { category: recordIdOf('category', 'new') }),
      ],
    );
    // Dataverse keeps no lookup to a record that is not there yet.
    assert.deepEqual(tablesWritten, ['category', 'article', 'category', 'article']);
  });

  it('writes nothing the second time', async () => {
    const { run, writes } = await setUp();
    const batch = [category('c'), article('a', { category: recordIdOf('category', 'c') }), article('b')];
    await run(batch);
    const before = writes.length;
    assert.deepEqual((await run(batch)).tables, { article: counts({ unchanged: 2 }) });
    assert.equal(writes.length, before);
  });

  it('writes nothing for columns that the store alone sets', async () => {
    const updated = (day: string) => [article('a', { updated_at: `2025-01-${day}T08:00:00.000Z` })];
    for (const [ownColumns, writes] of [
      [undefined, 2],
      [['updated_at'], 1],
    ] as const) {
      const importing = await setUp(ownColumns);
      await importing.run(updated('01'));
      await importing.run(updated('02'));
      assert.equal(importing.writes.length, writes);
    }
  });

  it('replaces what differs, and that alone', async () => {
    const { run, read, writes } = await setUp();
    await run([article('a', { summary: 'Old' }), article('b')]);
    const { tables } = await run([article('a', { title: 'New' }), article('b')]);
    assert.deepEqual(tables, { article: counts({ updated: 1, unchanged: 1 }) });
    assert.equal(writes.at(-1), 1);
    const record = await read('article', 'a');
    // What the source no longer has is emptied: the record becomes what the source says.
    assert.deepEqual([record?.title, record?.summary], ['New', null]);
  });

  it('keeps the time a record was made when the source knows none', async () => {
    const { run, read } = await setUp();
    await run([article('a')]);
    const before = await read('article', 'a');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await run([article('a', { title: 'New' })]);
    const after = await read('article', 'a');
    assert.equal(after?.created_at, before?.created_at);
    assert.notEqual(after?.updated_at, before?.updated_at);
  });

  it('takes the times of the source', async () => {
    const { run, read } = await setUp();
    const created_at = '2020-01-01T00:00:00.000Z';
    await run([article('a', { created_at, updated_at: created_at })]);
    const record = await read('article', 'a');
    assert.deepEqual([record?.created_at, record?.updated_at], [created_at, created_at]);
  });

  it('leaves shared records as people changed them', async () => {
    const { run, read } = await setUp();
    await run([draft('category', 'c', { name: 'Renamed' })]);
    await run([category('c'), article('a')], [category('c'), article('b')]);
    assert.equal((await read('category', 'c'))?.name, 'Renamed');
  });

  it('sanitizes HTML', async () => {
    const { run, read } = await setUp();
    await run([article('a', { body: '<p onclick="x()">Text<script>alert(1)</script></p>' })]);
    assert.equal((await read('article', 'a'))?.body, '<p>Text</p>');
  });

  it('reports what the planner refuses, by place and column, and writes the rest', async () => {
    const { run, read } = await setUp();
    const { tables, failures } = await run([
      article('a'),
      article('bad', { visibility: 'everyone', title: null }),
      article('b'),
    ]);
    assert.deepEqual(tables, { article: counts({ created: 2, failed: 1 }) });
    assert.equal(failures.length, 1);
    assert.equal(failures[0]?.place, 'bad');
    assert.match(failures[0]?.reason ?? '', /visibility: Choose one/);
    assert.match(failures[0]?.reason ?? '', /title: A value is required/);
    assert.ok(await read('article', 'b'));
  });

  it('reports what the store refuses, and writes the rest', async () => {
    const { run, store } = await setUp();
    const write = store.write;
    store.write = async (plan) => {
      const refused = plan.steps.some((step) => step.type === 'create' && step.record.source === 'bad');
      if (refused) throw new ProtocolError('duplicate_record');
      return write(plan);
    };
    const { tables, failures } = await run([article('a'), article('bad'), article('b')]);
    assert.deepEqual(tables, { article: counts({ created: 2, failed: 1 }) });
    assert.deepEqual(failures, [{ place: 'bad', reason: 'Such a record exists already.' }]);
  });

  it('stops when the store itself fails', async () => {
    const { run, store } = await setUp();
    store.write = async () => {
      throw new ProtocolError('storage_full');
    };
    await assert.rejects(run([article('a')]), { code: 'storage_full' });
  });

  it('does not try what belongs to a record that was refused', async () => {
    const { run } = await setUp();
    const thread = draft('thread', 't', { title: 'x', body: '', forum: recordIdOf('forum', 'f') });
    const post = draft('post', 'p', { thread: thread.id, body: 'x' }, { needs: thread.id });
    const { failures } = await run([thread, post]);
    assert.deepEqual(
      failures.map(({ place, reason }) => [place, reason]),
      [
        ['t', 'body: A value is required.'],
        ['p', 'the record it belongs to was refused'],
      ],
    );
  });

  it('keeps the number a case was given', async () => {
    const { run, read } = await setUp();
    const supportCase = (title: string) => draft('case', 'c', { title, description: 'x' });
    await run([supportCase('Old')]);
    const before = await read('case', 'c');
    const { tables } = await run([supportCase('New')], [supportCase('New')]);
    assert.deepEqual(tables, { case: counts({ updated: 1, unchanged: 1 }) });
    const after = await read('case', 'c');
    assert.deepEqual([after?.title, after?.number], ['New', before?.number]);
  });

  it('reads more records than one page of a list holds', async () => {
    const { run } = await setUp();
    const many = Array.from({ length: 250 }, (_, index) => article(`a${index}`));
    await run(many);
    assert.deepEqual((await run(many)).tables, { article: counts({ unchanged: 250 }) });
  });

  it('ties identities of a provider to contacts, though nobody may read those', async () => {
    const { run } = await setUp();
    const identity: Draft = {
      table: 'identity',
      id: recordIdOf('identity', 'i'),
      place: 'i',
      values: { issuer: 'https://id.example', subject: 's', contact: recordIdOf('contact', 'c') },
    };
    assert.deepEqual((await run([identity], [identity])).tables, { identity: counts({ created: 2 }) });
  });
});
