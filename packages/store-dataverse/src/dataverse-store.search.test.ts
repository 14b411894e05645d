import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { createPlanner } from '@portico/adapter';
import { createMemoryStore, type Store } from '@portico/adapter/store';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import type { DataverseClient } from './client/dataverse-client.ts';
import { createDataverseStore, type DataverseStoreOptions } from './dataverse-store.ts';
import { mappingsFor } from './mapping/index.ts';
import { optionOf } from './mapping/option-of.ts';
import { defineTables } from './testing/define-tables.ts';
import { type FakeDataverse, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { SUBJECTS, supportSite } from './testing/support-site.ts';

const { anybody } = SUBJECTS;
const site = supportSite();
const planner = createPlanner(site);
const PUBLIC = {
  islatestversion: true,
  isrootarticle: false,
  statecode: 3,
  isinternal: false,
  portico_own_audience: optionOf('public'),
};

let fake: FakeDataverse;
const opened: Store[] = [];
beforeEach(async () => {
  await fake?.stop();
  fake = await startFakeDataverse();
  fake.defineTables(defineTables(site.storeTables, mappingsFor(site.storeTables)));
});
after(() => fake.stop());

function seed(titles: readonly string[], values: object = {}): readonly string[] {
  return fake.seed(
    'knowledgearticle',
    titles.map((title) => ({ title, content: `<p>${title}</p>`, ...PUBLIC, ...values })),
  );
}

function hide(id: string): void {
  const row = fake.rows('knowledgearticle').find(({ knowledgearticleid }) => knowledgearticleid === id);
  fake.seed('knowledgearticle', [{ ...row, isinternal: true }]);
}

/** A store that looks at what changed only when a search asks it to, once it has read everything. */
async function open(options: Partial<DataverseStoreOptions> = {}): Promise<Store> {
  const client = createDataverseClient({ ...fake, limits: { retries: 0 } });
  const store = createDataverseStore({
    client,
    index: createMemoryStore(),
    provision: true,
    pollInterval: 3_600_000,
    ...options,
  });
  await store.open(site.storeTables);
  opened.push(store);
  return store;
}

async function closeAll(): Promise<void> {
  await Promise.all(opened.splice(0).map((store) => store.close()));
}

async function search(store: Store, text: string, limit = 10, mode: 'search' | 'suggest' = 'search') {
  const request = { text, facets: true, limit, offset: 0, mode };
  const { hits, count, facets, completions } = await store.search(planner.search(anybody, request));
  const values = facets.flatMap((facet) => facet.values.map(({ value, count }) => [value, count]));
  return { hits: hits.length, count, values, completions };
}

const polls = () => fake.requests.filter(({ url }) => url.includes('deltatoken')).length;

describe('what a search counts', () => {
  test('leaves out what one of its hits shows to be hidden by now, and what was hidden with it', async () => {
    const ids = seed(['Zebra one', 'Zebra two', 'Zebra three'], { portico_product: 'Merger' });
    const store = await open();
    const all = { hits: 1, count: 3, values: [['Merger', 3]], completions: [] };
    assert.deepEqual(await search(store, 'zebra', 1), all);
    for (const id of ids) hide(id);
    assert.deepEqual(await search(store, 'zebra', 1), { hits: 0, count: 0, values: [], completions: [] });
    await closeAll();
  });

  test('is of no earlier moment than the age an answer may have', async () => {
    seed(['Zebra one', 'Zebra two', 'Zebra three', 'Zebra yesterday']);
    const [young, old] = [await open({ searchAge: 0 }), await open({ searchAge: 3_600_000 })];
    const plan = planner.search(anybody, {
      text: 'zebra',
      facets: false,
      limit: 1,
      offset: 0,
      mode: 'search',
    });
    const [shown] = (await old.search(plan)).hits;
    assert.equal((await young.search(plan)).hits[0]?.record.id, shown?.record.id);
    for (const { knowledgearticleid: id } of fake.rows('knowledgearticle'))
      if (id !== shown?.record.id) hide(String(id));
    assert.equal((await young.search(plan)).count, 1);
    assert.equal((await old.search(plan)).count, 4, 'no hit that was read tells that others were hidden');
    await closeAll();
  });

  test('and suggests has no words that are in no record any more', async () => {
    const [hidden = ''] = seed(['Zebrafish', 'Zebra one', 'Zebra two']);
    const store = await open({ searchAge: 0 });
    const words = async () => (await search(store, 'zeb', 1, 'suggest')).completions;
    assert.deepEqual(await words(), ['zebra', 'zebrafish']);
    hide(hidden);
    assert.deepEqual(await words(), ['zebra']);
    await closeAll();
  });

  test('costs no look at the changes while the index is younger than that', async () => {
    seed(['Zebra']);
    const store = await open();
    await search(store, 'zebra');
    const before = polls();
    for (const text of ['zebra', 'nothing', 'zebra']) await search(store, text);
    assert.equal(polls(), before);
    await closeAll();
  });

  test('costs one look for all who ask at once', async () => {
    seed(['Zebra']);
    const store = await open({ searchAge: 0 });
    await search(store, 'zebra');
    const one = polls();
    await search(store, 'zebra');
    const each = polls() - one;
    assert.ok(each > 0);
    await Promise.all(Array.from({ length: 20 }, () => search(store, 'zebra')));
    assert.ok(
      polls() - one - each <= 2 * each,
      'one that was under way, and one for all that came meanwhile',
    );
    await closeAll();
  });
});

describe('a search gives no answer', () => {
  test('where a hit is hidden and the index cannot be brought up to date', async () => {
    const [id = ''] = seed(['Zebra']);
    const store = await open();
    assert.equal((await search(store, 'zebra')).count, 1);
    hide(id);
    fake.misbehave('unavailable', { times: 1000, path: 'deltatoken' });
    await assert.rejects(search(store, 'zebra'), { code: 'store_unavailable' });
    await assert.rejects(search(store, 'zebr', 10, 'suggest'), { code: 'store_unavailable' });
    fake.behave();
    assert.equal((await search(store, 'zebra')).count, 0);
    await closeAll();
  });

  test('where what changed is never told, after few tries', async () => {
    const [id = ''] = seed(['Zebra']);
    const client = createDataverseClient(fake);
    let deaf = false;
    let asked = 0;
    const changes: DataverseClient['changes'] = async (set, query) => {
      asked += 1;
      if (!deaf || query.since === null) return client.changes(set, query);
      return { rows: [], removed: [], since: query.since, more: false };
    };
    const store = await open({ client: { ...client, changes } });
    await search(store, 'zebra');
    const each = asked;
    hide(id);
    deaf = true;
    await assert.rejects(search(store, 'zebra'), { code: 'store_unavailable' });
    assert.ok(asked > each && asked <= 4 * each);
    deaf = false;
    assert.equal((await search(store, 'zebra')).count, 0);
    await closeAll();
  });

  test('while Dataverse says when to come again, and asks it nothing before', async () => {
    seed(['Zebra']);
    const store = await open({ searchAge: 0 });
    await search(store, 'zebra');
    fake.misbehave('throttle', { times: 1, path: 'deltatoken', seconds: 60 });
    await assert.rejects(search(store, 'zebra'), { code: 'store_unavailable', retryAfter: 60 });
    const before = polls();
    await assert.rejects(search(store, 'zebra'), { code: 'store_unavailable' });
    assert.equal(polls(), before);
    await closeAll();
  });
});
