import { isProtocolError, type RecordQuery, type TableRecord } from '@portico/protocol';
import type { Subject } from '../../authenticate/subject.ts';
import type { Site } from '../../config/site.ts';
import { createPlanner, type Planner, type WriteContext } from '../../plan/make-plan.ts';
import type { Made, Position, WritePlan } from '../../plan/plan.ts';
import { createMemoryStore } from '../memory-store.ts';
import type { Store } from '../store.ts';
import { assertSame } from './assert.ts';
import { contractSite } from './contract-site.ts';
import type { Holds } from './hostile-values.ts';
import { createRandom, type Random } from './random.ts';

/** The store under test and the reference beside it: every write goes to both, every answer is compared. */
export interface Harness {
  readonly store: Store;
  readonly reference: Store;
  readonly site: Site;
  readonly planner: Planner;
  readonly random: Random;
  /** Whether the store can keep a value in a column. */
  readonly holds: Holds;
  /** A context with a later time at each call. */
  context(rest?: Partial<WriteContext>): WriteContext;
  /** Runs the plan on both stores and returns what both did: `done`, `replayed`, or a problem code. */
  write(plan: Made<WritePlan>): Promise<string>;
  /** All pages of a list from both stores; they must be the same. Returns the records. */
  list(subject: Subject, table: string, query: RecordQuery, about: string): Promise<TableRecord[]>;
  get(subject: Subject, table: string, id: string): Promise<TableRecord | null>;
}

export async function openHarness(
  open: () => Promise<Store>,
  seed: number,
  holds: Holds = () => true,
): Promise<Harness> {
  const site = contractSite();
  const planner = createPlanner(site);
  const random = createRandom(seed);
  const store = await open();
  const reference = createMemoryStore();
  await store.open(site.storeTables);
  await reference.open(site.storeTables);
  let minutes = 0;

  return {
    store,
    reference,
    site,
    planner,
    random,
    holds,
    context: (rest = {}) => ({
      now: new Date(Date.UTC(2026, 0, 1, 0, minutes++)).toISOString(),
      newId: () => random.id(),
      ...rest,
    }),

    async write(plan) {
      const [actual, expected] = [await outcome(store, plan), await outcome(reference, plan)];
      assertSame(actual, expected, `the outcome of ${plan.audit.event}`);
      return actual;
    },

    async list(subject, table, query, about) {
      const plan = (after: Position | null) => planner.list(subject, table, query, after);
      const expected = await walk(reference, plan);
      const actual = await walk(store, plan);
      assertSame(actual.counts, expected.counts, `the counts of ${about}`);
      assertSame(actual.records.map(withoutEtag), expected.records.map(withoutEtag), about);
      return actual.records;
    },

    async get(subject, table, id) {
      const plan = planner.get(subject, table, id);
      const [actual, expected] = [await store.get(plan), await reference.get(plan)];
      assertSame(actual && withoutEtag(actual), expected && withoutEtag(expected), `${table} ${id}`);
      return actual;
    },
  };
}

async function walk(store: Store, planFor: (after: Position | null) => Parameters<Store['list']>[0]) {
  const records: TableRecord[] = [];
  const counts: (number | undefined)[] = [];
  let after: Position | null = null;
  do {
    const page: Awaited<ReturnType<Store['list']>> = await store.list(planFor(after));
    records.push(...page.records);
    counts.push(page.count);
    after = page.next;
  } while (after !== null && counts.length < 1000);
  const ids = new Set(records.map((record) => record.id));
  assertSame(ids.size, records.length, 'a walk by cursor must meet each record once');
  return { records, counts };
}

async function outcome(store: Store, plan: Made<WritePlan>): Promise<string> {
  try {
    return (await store.write(plan)).replayed ? 'replayed' : 'done';
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

/** How an ETag is written is the store's own business; what changes it is tested apart. */
export function withoutEtag(record: TableRecord): unknown {
  return JSON.parse(JSON.stringify(record, (key, value: unknown) => (key === 'etag' ? undefined : value)));
}
