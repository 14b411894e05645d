import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createPlanner } from '@portico/adapter';
import { createMemoryStore, MissingTablesError, type Store } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import { createDataverseClient } from './client/create-dataverse-client.ts';
import { createDataverseStore } from './dataverse-store.ts';
import { type FakeDataverse, startFakeDataverse } from './testing/fake-dataverse/index.ts';
import { PEOPLE, SUBJECTS, supportSite } from './testing/support-site.ts';

const site = supportSite();
const planner = createPlanner(site);

let fake: FakeDataverse;
before(async () => {
  fake = await startFakeDataverse();
});
after(() => fake.stop());
beforeEach(() => fake.reset({ tables: true }));

/** An index that must not be asked anything, not even to close what nobody opened. */
const untouched = new Proxy(createMemoryStore(), {
  get: (store, name) =>
    name === 'capabilities' ? store.capabilities : () => assert.fail(`index.${String(name)}`),
});

/** A store that would provision, were it opened. */
function toRead(): Store {
  return createDataverseStore({ client: createDataverseClient(fake), index: untouched, provision: true });
}

async function provisioned(tables: readonly TableSchema[] = site.storeTables): Promise<void> {
  const index = createMemoryStore();
  const store = createDataverseStore({ client: createDataverseClient(fake), index, provision: true });
  await store.open(tables);
  await store.close();
  (fake.requests as unknown[]).length = 0;
}

async function faultsOf(store: Store, tables: readonly TableSchema[]): Promise<string> {
  const error = await store.openToRead(tables).catch((reason: unknown) => reason);
  assert.ok(error instanceof MissingTablesError, String(error));
  return error.faults.join('\n');
}

function assertOnlyRead(): void {
  assert.ok(fake.requests.length > 0);
  const others = fake.requests.filter(({ method }) => method !== 'GET');
  assert.deepEqual(others, []);
}

describe('a Dataverse store opened to read', () => {
  it('answers from the records, and neither writes nor follows changes nor opens an index', async () => {
    await provisioned();
    const [id] = fake.seed('incident', [
      { title: 'Brake', primarycontactid: { id: PEOPLE.ANN, table: 'contact' } },
    ]) as [string];
    fake.seed('contact', [{ contactid: PEOPLE.ANN, fullname: 'Ann Lee', lastname: 'Lee' }]);
    const store = toRead();
    await store.openToRead(site.storeTables);
    assert.equal((await store.get(planner.get(SUBJECTS.ann, 'case', id)))?.title, 'Brake');
    assert.equal((await store.list(planner.list(SUBJECTS.ann, 'case', {}, null))).records.length, 1);
    await store.ping();
    const context = { now: '2026-01-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
    const write = planner.create(SUBJECTS.ann, 'case', { title: 'x', description: 'y' }, context);
    await assert.rejects(store.write(write), /opened to read/);
    const search = { text: 'brake', mode: 'search', facets: false, limit: 1, offset: 0 } as const;
    await assert.rejects(store.search(planner.search(SUBJECTS.anybody, search)), /opened to read/);
    await store.close();
    assertOnlyRead();
    assert.equal(fake.rows('incident').length, 1);
  });

  it('says what an environment lacks, and makes nothing of it', async () => {
    for (const time of ['first', 'second']) {
      const faults = await faultsOf(toRead(), site.storeTables);
      assert.match(faults, /The table portico_\w+ is missing/, time);
    }
    assertOnlyRead();
  });

  it('needs no more of an environment than what it reads', async () => {
    await provisioned();
    // The account that stands for guests goes with all other rows, and an option is new.
    fake.reset();
    const grown = site.storeTables.map((table) => {
      const { visibility } = table.columns;
      if (table.name !== 'thread' || visibility?.type !== 'choice') return table;
      const choices = [...visibility.choices, { value: 'friends', label: 'Friends' }];
      return { ...table, columns: { ...table.columns, visibility: { ...visibility, choices } } };
    });
    const strict = createDataverseStore({ client: createDataverseClient(fake), index: untouched });
    await assert.rejects(strict.open(grown), /stands for nobody/);
    await assert.rejects(strict.open(grown), /has no option/);
    await toRead().openToRead(grown);
    assertOnlyRead();
  });

  it('says that an environment is not to be reached, as a problem', async () => {
    const elsewhere = { ...fake, url: 'http://127.0.0.1:1' };
    const store = createDataverseStore({ client: createDataverseClient(elsewhere), index: untouched });
    await assert.rejects(store.openToRead(site.storeTables), { code: 'store_unavailable' });
  });
});
