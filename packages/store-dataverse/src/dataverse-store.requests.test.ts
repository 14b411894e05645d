import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createPlanner } from '@portico/adapter';
import { createMemoryStore, type Position, type Store } from '@portico/adapter/store';
import type { RecordQuery } from '@portico/protocol';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import { createDataverseStore } from './dataverse-store.ts';
import { type FakeDataverse, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { PEOPLE, SUBJECTS, supportSite } from './testing/support-site.ts';

const { ann, staff, anybody } = SUBJECTS;
const site = supportSite();
const planner = createPlanner(site);
const CASES = 5_100;

let fake: FakeDataverse;
let store: Store;
before(async () => {
  fake = await startFakeDataverse();
  const client = createDataverseClient(fake);
  // What the feed reads is no part of what is counted here.
  const pollInterval = 3_600_000;
  store = createDataverseStore({ client, index: createMemoryStore(), provision: true, pollInterval });
  await store.open(site.storeTables);
  fake.seed('account', [{ accountid: PEOPLE.ACME, name: 'Acme' }]);
  fake.seed('contact', [
    { contactid: PEOPLE.ANN, fullname: 'Ann Lee', lastname: 'Lee' },
    { contactid: PEOPLE.BOB, fullname: 'Bob', lastname: 'Bob' },
  ]);
  fake.seed(
    'incident',
    Array.from({ length: CASES }, (_, index) => ({
      title: `Case ${index}`,
      ticketnumber: `CAS-${index}`,
      // Ten in each second, and some without a resolution.
      createdon: new Date(Date.UTC(2026, 0, 1) + Math.floor(index / 10) * 1000).toISOString(),
      adx_resolutiondate: index % 3 === 0 ? null : new Date(Date.UTC(2026, 0, 2, 0, 0, index)).toISOString(),
      primarycontactid: { id: index % 2 === 0 ? PEOPLE.ANN : PEOPLE.BOB, table: 'contact' },
      customerid: { id: PEOPLE.ACME, table: 'account' },
    })),
  );
  await settled();
});
after(async () => {
  await store.close();
  await fake.stop();
});
beforeEach(() => {
  (fake.requests as unknown[]).length = 0;
});

/** Until the feed has read everything once. */
async function settled(): Promise<void> {
  for (let before = -1; before !== fake.requests.length; ) {
    before = fake.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const paths = () =>
  fake.requests.map(({ method, url }) => `${method} ${decodeURIComponent(url).split('/v9.2/')[1]}`);
const list = (subject: typeof ann, query: RecordQuery, after: Position | null = null) =>
  store.list(planner.list(subject, 'case', query, after));

describe('the requests of', () => {
  test('a page of a list by date are one for the rows and one for each kind of label, wherever it is', async () => {
    const sort = [{ column: 'created_at', direction: 'desc' }] as const;
    let after: Position | null = null;
    let last = '';
    for (let page = 0; page < 5; page++) {
      (fake.requests as unknown[]).length = 0;
      const found = await list(staff, { sort, limit: 20 }, after);
      assert.equal(found.records.length, 20);
      assert.equal(fake.requests.length, 3, paths().join('\n'));
      const newest = String(found.records[0]?.created_at);
      assert.ok(last === '' || newest <= last);
      last = String(found.records.at(-1)?.created_at);
      after = found.next;
    }
  });

  test('a page that ends among empty cells are one more', async () => {
    const sort = [{ column: 'resolved_at', direction: 'asc' }] as const;
    const { next } = await list(staff, { sort, limit: 100, select: ['resolved_at'] });
    assert.equal(fake.requests.length, 1);
    const values = [new Date(Date.UTC(2026, 0, 2, 0, 0, CASES - 3)).toISOString()];
    assert.ok(next);
    (fake.requests as unknown[]).length = 0;
    const end = await list(staff, { sort, limit: 100, select: ['resolved_at'] }, { ...next, values });
    assert.equal(end.records.length, 100);
    assert.equal(end.records.at(-1)?.resolved_at, null);
    assert.ok(fake.requests.length <= 4, paths().join('\n'));
  });

  test('a page of one’s own records are no more than of all', async () => {
    const sort = [{ column: 'created_at', direction: 'desc' }] as const;
    const found = await list(ann, { sort, limit: 20 });
    assert.equal(found.records.length, 20);
    assert.ok(fake.requests.length <= 3, paths().join('\n'));
  });

  test('a count is one where Dataverse can count, up to what it counts', async () => {
    const filter = { type: 'condition', column: 'status', operator: 'eq', value: 'resolved' } as const;
    const sort = [{ column: 'created_at', direction: 'desc' }] as const;
    assert.equal((await list(staff, { sort, filter, count: true, select: ['title'] })).count, 0);
    assert.equal(fake.requests.length, 2, paths().join('\n'));
    (fake.requests as unknown[]).length = 0;
    assert.equal((await list(staff, { sort, count: true, select: ['title'] })).count, CASES);
    assert.equal(fake.requests.length, 4, 'beyond that the keys are read');
  });

  test('a list by text are a few with no more than it takes to sort, and one for the page', async () => {
    const sort = [{ column: 'title', direction: 'asc' }] as const;
    const found = await list(staff, { sort, limit: 3, select: ['title'] });
    assert.deepEqual(
      found.records.map(({ title }) => title),
      ['Case 0', 'Case 1', 'Case 10'],
    );
    assert.equal(fake.requests.length, 4, paths().join('\n'));
  });

  test('a record are one, and one for each kind of label', async () => {
    const [first] = (await list(ann, { limit: 1, sort: [{ column: 'created_at', direction: 'asc' }] }))
      .records;
    (fake.requests as unknown[]).length = 0;
    await store.get(planner.get(ann, 'case', first?.id ?? ''));
    assert.ok(fake.requests.length <= 3, paths().join('\n'));
    (fake.requests as unknown[]).length = 0;
    assert.equal(await store.get(planner.get(anybody, 'article', crypto.randomUUID())), null);
    assert.equal(fake.requests.length, 1);
  });

  test('a create are one to write, and few to judge it', async () => {
    const context = { now: new Date().toISOString(), newId: () => crypto.randomUUID() };
    await store.write(planner.create(ann, 'case', { title: 'Fan', description: 'Loud' }, context));
    assert.equal(fake.requests.filter(({ method }) => method === 'POST').length, 1);
    assert.ok(fake.requests.length <= 3, paths().join('\n'));
  });

  test('an import do not grow with the number of records', async () => {
    const records = Array.from({ length: 60 }, (_, index) => ({
      id: crypto.randomUUID(),
      values: { title: `Article ${index}`, source: `source ${index}`, visibility: 'public' },
    }));
    const context = { now: new Date().toISOString(), newId: () => crypto.randomUUID() };
    await store.write(planner.importRecords('article', records, context));
    assert.ok(fake.requests.length <= 6, paths().join('\n'));
  });
});

describe('an answer that would have to be picked from too many rows', () => {
  const picky = (maxRows: number) =>
    createDataverseStore({ client: createDataverseClient(fake), index: createMemoryStore(), maxRows });
  const topic = [{ column: 'topic', direction: 'desc' }] as const;
  const leads = (query: RecordQuery) => planner.list(staff, 'lead', { limit: 1, ...query }, null);
  const one = { type: 'condition', column: 'topic', operator: 'eq', value: 'Lead 7' } as const;

  test('is refused, and not picked from some of them', async () => {
    fake.seed(
      'lead',
      Array.from({ length: 100 }, (_, index) => ({ subject: `Lead ${index}`, lastname: 'Li' })),
    );
    const [enough, less] = [picky(100), picky(99)];
    for (const store of [enough, less]) await store.open(site.storeTables);
    assert.equal((await enough.list(leads({ sort: topic }))).records[0]?.topic, 'Lead 99');
    await assert.rejects(less.list(leads({ sort: topic })), { code: 'store_unavailable' });
    await assert.rejects(
      less.list(leads({})),
      { code: 'store_unavailable' },
      'ids come in an order of their own',
    );
    assert.equal((await less.list(leads({ sort: topic, filter: one }))).records.length, 1);
    await Promise.all([enough.close(), less.close()]);
  });
});
