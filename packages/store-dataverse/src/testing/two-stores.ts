import assert from 'node:assert/strict';
import { createPlanner, type Planner, type Site, type Subject } from '@portico/adapter';
import { createMemoryStore, type Made, type Store, type WritePlan } from '@portico/adapter/store';
import { isProtocolError, type RecordQuery, type TableRecord } from '@portico/protocol';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import { createDataverseStore, type DataverseStoreOptions } from '../dataverse-store.ts';
import { type FakeDataverse, startFakeDataverse } from './fake-dataverse/index.ts';
import { watchQueries } from './watch-queries.ts';

type WriteContext = Parameters<Planner['create']>[3];

/** Columns that Dataverse fills in by itself. */
const ITS_OWN = ['etag', 'number'];

/** The Dataverse store over a fake, and the memory store beside it: both do the same, and must answer the same. */
export interface TwoStores {
  readonly fake: FakeDataverse;
  readonly store: Store;
  readonly planner: Planner;
  /** Runs on both; answers what both did: `done`, `replayed`, or a problem code. */
  write(plan: (planner: Planner, context: WriteContext) => Made<WritePlan>): Promise<string>;
  /** What a subject sees of a table, without what is Dataverse's own. */
  list(subject: Subject, table: string, query?: RecordQuery): Promise<readonly Shown[]>;
  get(subject: Subject, table: string, id: string): Promise<Shown | null>;
  close(): Promise<void>;
}

export type Shown = Readonly<Record<string, unknown>>;

export async function openTwoStores(
  site: Site,
  options: Partial<DataverseStoreOptions> = {},
): Promise<TwoStores> {
  let clock = new Date('2026-01-01T00:00:00Z');
  let ids = 0;
  const fake = await startFakeDataverse({ now: () => clock });
  const watch = watchQueries();
  const index = createMemoryStore();
  const store = createDataverseStore({
    client: createDataverseClient({ ...fake, fetch: watch.fetch }),
    index,
    provision: true,
    ...options,
  });
  const memory = createMemoryStore();
  await store.open(site.storeTables);
  await memory.open(site.storeTables);
  const planner = createPlanner(site);

  return {
    fake,
    store,
    planner,

    async write(plan) {
      clock = new Date(clock.getTime() + 60_000);
      const made = plan(planner, {
        now: clock.toISOString(),
        newId: () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`,
      });
      const [actual, expected] = [await outcome(store, made), await outcome(memory, made)];
      assert.equal(actual, expected, made.audit.event);
      return actual;
    },

    async list(subject, table, query = {}) {
      const plan = planner.list(subject, table, { limit: 100, ...query }, null);
      const [actual, expected] = [await store.list(plan), await memory.list(plan)];
      assert.deepEqual(actual.records.map(shown), expected.records.map(shown), table);
      assert.equal(actual.count, expected.count);
      return actual.records.map(shown);
    },

    async get(subject, table, id) {
      const plan = planner.get(subject, table, id);
      const [actual, expected] = [await store.get(plan), await memory.get(plan)];
      assert.deepEqual(actual && shown(actual), expected && shown(expected), table);
      return actual && shown(actual);
    },

    async close() {
      await store.close();
      await memory.close();
      await fake.stop();
      watch.assertGrammar();
    },
  };
}

async function outcome(store: Store, plan: Made<WritePlan>): Promise<string> {
  try {
    return (await store.write(plan)).replayed ? 'replayed' : 'done';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

function shown(record: TableRecord): Shown {
  return JSON.parse(
    JSON.stringify(record, (key, value: unknown) => (ITS_OWN.includes(key) ? undefined : value)),
  );
}
