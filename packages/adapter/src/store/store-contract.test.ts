import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING, type Filter, NOTHING } from '@portico/protocol';
import type { Grant, ListPlan, Made, Projection, SearchPlan, WritePlan } from '../plan/plan.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';
import { storeContract } from './store-contract.ts';

/** A store with one fault, made of a right one. */
type Fault = (store: Store) => Partial<Store>;

const edit = <P extends object>(plan: P, changes: Partial<P>): P => ({ ...plan, ...changes });

function withProjection<P extends { readonly projection: Projection }>(
  plan: Made<P>,
  change: (projection: Projection) => Partial<Projection>,
): Made<P> {
  return { ...plan, projection: { ...plan.projection, ...change(plan.projection) } };
}

const withoutGrants = (grants: readonly Grant[]): readonly Grant[] =>
  grants.map((grant) => ({ ...grant, filter: EVERYTHING }));

function withSteps(
  plan: Made<WritePlan>,
  change: (step: WritePlan['steps'][number]) => object,
): Made<WritePlan> {
  return edit(plan, {
    steps: plan.steps.map((step) => ({ ...step, ...change(step) })) as WritePlan['steps'],
  });
}

const list =
  (change: (plan: Made<ListPlan>) => Made<ListPlan>): Fault =>
  (store) => ({
    list: (plan) => store.list(change(plan)),
  });
const write =
  (change: (plan: Made<WritePlan>) => Made<WritePlan>): Fault =>
  (store) => ({
    write: (plan) => store.write(change(plan)),
  });
const search =
  (change: (plan: Made<SearchPlan>) => Made<SearchPlan>): Fault =>
  (store) => ({
    search: (plan) => store.search(change(plan)),
  });

/** `not` as SQL has it: unknown stays unknown on empty cells. */
function threeValued(filter: Filter): Filter {
  switch (filter.type) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map(threeValued) };
    case 'related':
      return { ...filter, filter: threeValued(filter.filter) };
    case 'not': {
      const { filter: inner } = filter;
      if (inner.type !== 'condition' || inner.operator === 'is_null')
        return { type: 'not', filter: threeValued(inner) };
      const present: Filter = { type: 'condition', column: inner.column, operator: 'is_null', value: false };
      return { type: 'and', filters: [present, filter] };
    }
    default:
      return filter;
  }
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'forgets the visitor’s filter': list((plan) => edit(plan, { where: EVERYTHING })),
  'negates as SQL does': list((plan) => edit(plan, { where: threeValued(plan.where) })),
  'shows every record': list((plan) =>
    withProjection(plan, ({ grants }) => ({ grants: withoutGrants(grants) })),
  ),
  'shows a column wherever some permission covers it': list((plan) =>
    withProjection(plan, ({ grants }) => {
      const columns = new Set(grants.flatMap((grant) => [...grant.columns]));
      return { grants: grants.map((grant) => ({ ...grant, columns })) };
    }),
  ),
  'shows labels of hidden records': list((plan) =>
    withProjection(plan, ({ lookups }) => ({
      lookups: lookups.map((lookup) => ({
        ...lookup,
        grants: [{ permission: 'x', filter: EVERYTHING, columns: new Set([lookup.target.title]) }],
      })),
    })),
  ),
  'counts hidden records': list((plan) =>
    withProjection(plan, ({ counts }) => ({
      counts: counts.map((count) => ({ ...count, visible: EVERYTHING })),
    })),
  ),
  'sorts by what may not be read': list((plan) =>
    edit(plan, { sort: plan.sort.map((key) => ({ ...key, readable: EVERYTHING })) }),
  ),
  'sorts one way only': list((plan) =>
    edit(plan, { sort: plan.sort.map((key) => ({ ...key, direction: 'asc' })) }),
  ),
  'repeats a record at the turn of a page': (store) => ({
    list: async (plan) => {
      const found = await store.list(plan);
      return plan.after && found.records[0]
        ? { ...found, records: [found.records[0], ...found.records] }
        : found;
    },
  }),
  'counts a page instead of all': (store) => ({
    list: async (plan) => {
      const found = await store.list(plan);
      return plan.count ? { ...found, count: found.records.length } : found;
    },
  }),
  'shows any record by its id': (store) => ({
    get: (plan) => store.get(withProjection(plan, ({ grants }) => ({ grants: withoutGrants(grants) }))),
  }),
  'gives every record the same ETag': (store) => ({
    get: async (plan) => {
      const record = await store.get(plan);
      return record && { ...record, etag: 'same' };
    },
  }),
  'creates what is not allowed': write((plan) =>
    withSteps(plan, (step) => (step.type === 'create' ? { references: [] } : {})),
  ),
  'does not ask before an update': write((plan) =>
    withSteps(plan, (step) => (step.type === 'update' ? { before: EVERYTHING } : {})),
  ),
  'does not look after an update': write((plan) =>
    withSteps(plan, (step) => (step.type === 'update' ? { after: EVERYTHING } : {})),
  ),
  'says 403 where the record may not be known': write((plan) =>
    withSteps(plan, (step) => (step.type === 'create' ? {} : { readable: EVERYTHING })),
  ),
  'says 404 where the record is known': write((plan) =>
    withSteps(plan, (step) => (step.type === 'create' ? {} : { readable: NOTHING })),
  ),
  'ignores ETags': write((plan) => withSteps(plan, () => ({ expected: undefined }))),
  'ignores the state a command needs': write((plan) => withSteps(plan, () => ({ when: EVERYTHING }))),
  'ignores idempotency keys': write(({ idempotency: _, ...plan }) => plan as Made<WritePlan>),
  'refuses what it should keep': write((plan) => withSteps(plan, () => ({ onDuplicate: 'refuse' }))),
  'does half a write': (store) => ({
    write: async (plan) => {
      let done = { id: plan.result.id, replayed: false };
      for (const step of plan.steps) done = await store.write(edit(plan, { steps: [step] }));
      return done;
    },
  }),
  'forgets a step': write((plan) =>
    plan.steps.length > 1 && plan.audit.permission !== 'system:import'
      ? edit(plan, { steps: plan.steps.slice(0, -1) })
      : plan,
  ),
  'searches cells that may not be read': search((plan) =>
    edit(plan, {
      tables: plan.tables.map((table) => ({
        ...table,
        projection: {
          ...table.projection,
          grants: table.projection.grants.map((grant) => ({
            ...grant,
            columns: new Set([
              ...grant.columns,
              ...Object.keys(table.projection.table.search?.weights ?? {}),
            ]),
          })),
        },
      })),
    }),
  ),
  'corrects by words of every class': search((plan) =>
    edit(plan, {
      tables: plan.tables.map((table) => ({
        ...table,
        classes: table.classes.map((one) => ({ ...one, whole: true })),
      })),
    }),
  ),
  'corrects nothing': search((plan) => edit(plan, { correct: false })),
  'completes nothing': search((plan) => edit(plan, { completions: 0 })),
  'counts facets before permissions': (store) => ({
    search: async (plan) => {
      const found = await store.search(plan);
      return {
        ...found,
        facets: found.facets.map((facet) => ({
          ...facet,
          values: facet.values.map((entry) => ({ ...entry, count: entry.count + 1 })),
        })),
      };
    },
  }),
  'makes the tables that it should only read': (store) => ({
    openToRead: async (tables) => {
      await store.open(tables);
      await store.openToRead(tables);
    },
  }),
  'writes although it was opened to read': (store) => ({
    openToRead: async (tables) => {
      await store.openToRead(tables);
      await store.open(tables);
    },
  }),
  'keeps finding what was deleted': (store) => {
    let last: Awaited<ReturnType<Store['search']>> | null = null;
    return {
      search: async (plan) => {
        const found = await store.search(plan);
        last = found.count > 0 ? found : (last ?? found);
        return last;
      },
    };
  },
};

/** Whether a store meets the contract; ends at the first case it fails, the long ones last. */
async function meetsContract(fault: Fault): Promise<boolean> {
  const cases: (() => Promise<void>)[] = [];
  storeContract({
    name: 'a faulty store',
    open: async () => {
      const store = createMemoryStore();
      return { ...store, ...fault(store) };
    },
    test: (_, run) => cases.push(run),
    seed: 7,
  });
  for (const run of cases.reverse()) {
    try {
      await run();
    } catch {
      return false;
    }
  }
  return true;
}

describe('the store contract', () => {
  test('is met by a store without a fault', async () => {
    assert.equal(await meetsContract(() => ({})), true);
  });

  for (const [name, fault] of Object.entries(FAULTS)) {
    test(`is not met by a store that ${name}`, async () => {
      assert.equal(await meetsContract(fault), false);
    });
  }

  test('names its seed in every test, and takes another each time', () => {
    const names: string[] = [];
    const collect = (seed?: number) =>
      storeContract({
        name: 'my store',
        open: async () => createMemoryStore(),
        test: (title) => names.push(title),
        ...(seed !== undefined && { seed }),
      });
    collect(12);
    assert.ok(names.every((title) => title.startsWith('my store ') && title.endsWith('(seed 12)')));
    assert.equal(new Set(names).size, names.length);
    names.length = 0;
    for (let run = 0; run < 5; run++) collect();
    assert.ok(new Set(names.map((title) => title.replace(/.*\(/, ''))).size > 1);
  });
});
