import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { createPlanner } from '@portico/adapter';
import { createMemoryStore, type Made, type Store, type WritePlan } from '@portico/adapter/store';
import { isProtocolError, type ProtocolError, type RecordValues } from '@portico/protocol';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import { createDataverseStore } from './dataverse-store.ts';
import { type FakeDataverse, type Misbehaviour, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { PEOPLE, SUBJECTS, supportSite } from './testing/support-site.ts';

const { ann, bob, staff, anybody } = SUBJECTS;
const site = supportSite();
const planner = createPlanner(site);
const NOW = '2026-01-01T08:00:00.000Z';
const context = (rest: object = {}) => ({ now: NOW, newId: () => crypto.randomUUID(), ...rest });

let fake: FakeDataverse;
/** Two stores on one Dataverse, each with what a process has of its own. */
let stores: readonly [Store, Store];

before(async () => {
  fake = await startFakeDataverse();
  const open = async () => {
    const client = createDataverseClient({ ...fake, limits: { pause: 1, attempt: 400, call: 2_000 } });
    const store = createDataverseStore({ client, index: createMemoryStore(), provision: true });
    await store.open(site.storeTables);
    return store;
  };
  stores = [await open(), await open()];
  await put('account', PEOPLE.ACME, { name: 'Acme' });
  await put('contact', PEOPLE.ANN, { name: 'Ann Lee', account: PEOPLE.ACME });
  await put('contact', PEOPLE.BOB, { name: 'Bob' });
});
after(async () => {
  for (const store of stores) await store.close();
  await fake.stop();
});
beforeEach(() => fake.behave());

async function put(table: string, id: string, values: RecordValues): Promise<string> {
  await stores[0].write(planner.importRecords(table, [{ id, values }], context()));
  return id;
}

async function outcome(store: Store, plan: Made<WritePlan>): Promise<string> {
  try {
    return (await store.write(plan)).replayed ? 'replayed' : 'done';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

/** Each plan at the same time, by turns on one store and the other. */
const race = (plans: readonly Made<WritePlan>[]) =>
  Promise.all(plans.map((plan, index) => outcome(stores[index % 2 === 0 ? 0 : 1], plan)));

const times = (outcomes: readonly string[], word: string) => outcomes.filter((one) => one === word).length;
const newCase = (rest: object = {}) =>
  planner.create(ann, 'case', { title: 'Fan', description: 'Loud' }, context(rest));

/** Each with a client and an index of its own: they share what two processes would share, which is Dataverse alone. */
describe('two stores on one Dataverse', () => {
  test('rate an article once for one contact', async () => {
    const article = await put('article', crypto.randomUUID(), { title: 'A', visibility: 'public' });
    const rate = (helpful: boolean) =>
      planner.action(ann, 'article', article, 'rate', { helpful }, context());
    const outcomes = await race([rate(true), rate(false), rate(true), rate(false)]);
    assert.equal(times(outcomes, 'done'), 4);
    assert.equal(fake.rows('feedback').length, 1);
  });

  test('do a write with one key once', async () => {
    const idempotency = { scope: 'race', key: 'race', fingerprint: 'f' };
    const cases = fake.rows('incident').length;
    const outcomes = await race(Array.from({ length: 6 }, () => newCase({ idempotency })));
    assert.deepEqual([times(outcomes, 'done'), times(outcomes, 'replayed')], [1, 5]);
    assert.equal(fake.rows('incident').length, cases + 1);
    const other = newCase({ idempotency: { ...idempotency, fingerprint: 'g' } });
    assert.equal(await outcome(stores[1], other), 'idempotency_key_reused');
  });

  test('let one of several changes through that were made on the same version', async () => {
    const plan = newCase();
    const { id } = await stores[0].write(plan);
    const etag = (await stores[1].get(planner.get(ann, 'case', id)))?.etag ?? '';
    const change = (priority: string) => planner.update(ann, 'case', id, { priority }, context({ etag }));
    const outcomes = await race([change('high'), change('low'), change('high'), change('low')]);
    assert.deepEqual([times(outcomes, 'done'), times(outcomes, 'etag_mismatch')], [1, 3]);
  });

  test('lose no change when different cells change at once', async () => {
    const { id } = await stores[0].write(newCase());
    const outcomes = await race([
      planner.update(ann, 'case', id, { priority: 'high' }, context()),
      planner.update(staff, 'case', id, { account: PEOPLE.ACME }, context()),
      planner.update(staff, 'case', id, { resolution: 'Soon' }, context()),
    ]);
    assert.equal(times(outcomes, 'done'), 3);
    const seen = await stores[0].get(planner.get(staff, 'case', id));
    assert.equal(seen?.priority, 'high');
    assert.equal(seen?.resolution, 'Soon');
  });

  test('close a case once', async () => {
    const { id } = await stores[0].write(newCase());
    const resolutions = fake.rows('incidentresolution').length;
    const close = () => planner.action(ann, 'case', id, 'close', { resolution: 'Done' }, context());
    const outcomes = await race([close(), close(), close(), close()]);
    assert.deepEqual([times(outcomes, 'done'), times(outcomes, 'action_not_possible')], [1, 3]);
    assert.equal(fake.rows('incidentresolution').length, resolutions + 1);
  });

  test('judge a change by what the record is at that moment', async () => {
    const { id } = await stores[0].write(newCase());
    const own = () => planner.update(ann, 'case', id, { priority: 'low' }, context());
    const take = planner.importRecords(
      'case',
      [{ id, values: { title: 'Fan', description: 'Loud', contact: PEOPLE.BOB } }],
      context(),
    );
    const outcomes = await race([own(), take, own(), own()]);
    assert.equal(outcomes[1], 'done');
    assert.equal(await outcome(stores[0], own()), 'not_found');
    assert.equal((await stores[0].get(planner.get(bob, 'case', id)))?.title, 'Fan');
  });
});

describe('a reply that is lost after the write was done', () => {
  for (const kind of ['reply-lost', 'reset', 'cut-off-json'] as const)
    test(`(${kind}) makes neither a second record nor a failure`, async () => {
      const before = fake.rows('incident').length;
      fake.misbehave(kind, { method: 'POST', path: '$batch', times: 1 });
      assert.equal(await outcome(stores[0], newCase()), 'done');
      assert.equal(fake.rows('incident').length, before + 1);
      const idempotency = { scope: 'lost', key: kind, fingerprint: 'f' };
      fake.misbehave(kind, { method: 'POST', path: '$batch', times: 1 });
      assert.equal(await outcome(stores[0], newCase({ idempotency })), 'done', 'not a replay of itself');
      assert.equal(await outcome(stores[1], newCase({ idempotency })), 'replayed');
      assert.equal(fake.rows('incident').length, before + 2);
    });

  test('closes a case once', async () => {
    const { id } = await stores[0].write(newCase());
    const resolutions = fake.rows('incidentresolution').length;
    fake.misbehave('reply-lost', { method: 'POST', path: '$batch', times: 1 });
    const close = planner.action(ann, 'case', id, 'close', { resolution: 'Done' }, context());
    assert.equal(await outcome(stores[0], close), 'done');
    assert.equal(fake.rows('incidentresolution').length, resolutions + 1);
  });

  test('is found out about even when the questions are not answered at first', async () => {
    const before = fake.rows('incident').length;
    fake.misbehave('reply-lost', { method: 'POST', path: '$batch', times: 3 });
    assert.equal(await outcome(stores[0], newCase()), 'done');
    assert.equal(fake.rows('incident').length, before + 1);
  });
});

describe('a Dataverse that misbehaves', () => {
  const kinds: readonly Misbehaviour[] = [
    'throttle',
    'cut-off-json',
    'reset',
    'sign-in-page',
    'unavailable',
    'redirect',
    'unauthorized',
    'server-error',
    'reply-lost',
  ];
  for (const kind of kinds) {
    test(`(${kind}) is out of reach, and never answers in part`, async () => {
      const list = planner.list(
        staff,
        'case',
        { sort: [{ column: 'created_at', direction: 'desc' }], count: true },
        null,
      );
      const reads: readonly (() => Promise<unknown>)[] = [
        () => stores[0].list(list),
        () => stores[0].get(planner.get(anybody, 'article', crypto.randomUUID())),
        () => stores[0].write(newCase()),
        () => stores[0].ping(),
      ];
      for (const read of reads) {
        fake.misbehave(kind, { times: 1_000, seconds: 30 });
        await assert.rejects(read, (error: ProtocolError) => {
          assert.ok(isProtocolError(error), String(error));
          assert.equal(error.code, 'store_unavailable');
          assert.ok(!/Contoso|Connection|<html/i.test(error.message));
          if (kind === 'throttle') assert.equal(error.retryAfter, 30);
          return true;
        });
        fake.behave();
      }
    });

    test(`(${kind}) in the middle of an answer spoils all of it`, async () => {
      const article = await put('article', crypto.randomUUID(), { title: 'A', visibility: 'public' });
      await stores[0].write(planner.action(ann, 'article', article, 'rate', { helpful: true }, context()));
      const list = planner.list(staff, 'feedback', {}, null);
      // The rows come; what their labels are read from does not.
      fake.misbehave(kind, { times: 1_000, after: 1, seconds: 30 });
      await assert.rejects(stores[0].list(list), { code: 'store_unavailable' });
    });
  }
});

test('an index from before a restart answers nothing until it is up to date', async () => {
  const article = await put('article', crypto.randomUUID(), { title: 'Quarterly', visibility: 'public' });
  const index = createMemoryStore();
  const open = async () => {
    const client = createDataverseClient({ ...fake, limits: { pause: 1, call: 300, retries: 0 } });
    const store = createDataverseStore({ client, index });
    await store.open(site.storeTables);
    return store;
  };
  const request = { text: 'quarterly', facets: false, limit: 10, offset: 0, mode: 'search' } as const;
  const plan = planner.search(anybody, request);
  const first = await open();
  assert.equal((await first.search(plan)).count, 1);
  await first.close();
  await put('article', article, { title: 'Quarterly', visibility: 'internal' });
  fake.misbehave('unavailable', { times: 1000, path: 'knowledgearticles' });
  const second = await open();
  await assert.rejects(second.search(plan), { code: 'store_unavailable' });
  fake.behave();
  assert.equal((await second.search(plan)).count, 0);
  await second.close();
});
