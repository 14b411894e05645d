import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EVERYTHING } from '@portico/protocol';
import type {
  GetPlan,
  Grant,
  ListPlan,
  Made,
  Projection,
  SearchPlan,
  WritePlan,
  WriteStep,
} from '../plan/plan.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import { CANARY } from './generate/cell-values.ts';
import { proveStore } from './prove-store.ts';

/**
 * A proof that finds nothing is worth what it would have found. Each of these stores has one fault of those that
 * products of this kind have had; the proof must meet it in a few thousand cases, and say where.
 */
type Fault = (store: Store) => Partial<Store>;

const FAULTS: Readonly<Record<string, Fault>> = {
  'shows a column in every visible record, once some permission lists it': (store) => ({
    list: (plan) => store.list(withProjection(plan, lendingColumns)),
    get: (plan) => store.get(withProjection(plan, lendingColumns)),
  }),
  'counts records that may not be read': (store) => ({
    list: async (plan) => {
      const page = await store.list(plan);
      if (page.count === undefined) return page;
      const { count } = await store.list(withProjection(plan, openToAll));
      return { ...page, ...(count !== undefined && { count }) };
    },
  }),
  'reads by id whatever there is': (store) => ({
    get: (plan) => store.get(withProjection(plan, openToAll)),
  }),
  'expands lookups without permissions': (store) => ({
    list: (plan) => store.list(withProjection(plan, expandingAll)),
  }),
  'gives the labels of all lookups': (store) => ({
    get: (plan) => store.get(withProjection(plan, labellingAll)),
  }),
  'counts children that may not be read': (store) => ({
    list: (plan) => store.list(withProjection(plan, countingAll)),
  }),
  'sorts by cells that may not be read': (store) => ({
    list: (plan) =>
      store.list(make({ ...plan, sort: plan.sort.map((key) => ({ ...key, readable: EVERYTHING })) })),
  }),
  'does not guard what a visitor asks for': (store) => ({
    list: (plan) => store.list(make({ ...plan, where: unguarded(plan.where) })),
  }),
  'loses the last record of a page': (store) => ({
    list: async (plan) => {
      const page = await store.list(plan);
      return page.next ? { ...page, records: page.records.slice(0, -1) } : page;
    },
  }),
  'finds words in columns that may not be read': (store) => ({
    search: (plan) => store.search(searchingAll(plan)),
  }),
  'makes records without looking whether they are covered': (store) => ({
    write: (plan) =>
      store.write(
        withSteps(plan, (step) => (step.type === 'create' ? { ...step, allowed: EVERYTHING } : step)),
      ),
  }),
  'does not look at a record after its change': (store) => ({
    write: (plan) =>
      store.write(
        withSteps(plan, (step) => (step.type === 'update' ? { ...step, after: EVERYTHING } : step)),
      ),
  }),
  'does not ask for append_to': (store) => ({
    write: (plan) =>
      store.write(withSteps(plan, (step) => ('references' in step ? { ...step, references: [] } : step))),
  }),
  'refuses hidden records as it does visible ones': (store) => ({
    write: (plan) =>
      store.write(withSteps(plan, (step) => ('readable' in step ? { ...step, readable: EVERYTHING } : step))),
  }),
  'says of a delete that it was done': (store) => ({
    write: async (plan) => {
      if (plan.steps.some(({ type }) => type === 'delete')) return { id: plan.result.id, replayed: false };
      return store.write(plan);
    },
  }),
  'changes another record, too': (store) => ({
    write: async (plan) => {
      const done = await store.write(plan);
      const [step] = plan.steps;
      if (step?.type === 'update') await store.write(touchingAll(plan, step.table));
      return done;
    },
  }),
};

describe('the proof finds a store that', () => {
  for (const [name, fault] of Object.entries(FAULTS)) {
    test(name, async () => {
      const message = await failureOf(fault, { engine: 20_000, http: 0, 'non-interference': 0 });
      assert.match(message, /^PORTICO_SEED=\d+ {2}case \d+, engine level, store faulty: /);
      assert.match(message, /npm run prove -- --seed \d+ --store faulty\n/);
    });
  }

  test('has ETags that change with cells which may not be read', async () => {
    const fault: Fault = (store) => ({
      get: async (plan) => {
        const record = await store.get(plan);
        const whole = record && (await store.get(withProjection(plan, openToAll)));
        return record && whole && { ...record, etag: whole.etag };
      },
    });
    assert.match(
      await failureOf(fault, { engine: 0, http: 0, 'non-interference': 2000 }),
      /non-interference level.*tells of what may not be seen/,
    );
  });

  test('ranks by records which may not be read', async () => {
    const fault: Fault = (store) => ({
      search: async (plan) => {
        const found = await store.search(plan);
        const { count } = await store.search(searchingAll(plan));
        return { ...found, hits: count % 2 === 0 ? found.hits : found.hits.toReversed() };
      },
    });
    assert.match(
      await failureOf(fault, { engine: 0, http: 0, 'non-interference': 6000 }),
      /non-interference level.*tells of what may not be seen/,
    );
  });

  test('fails with words of a record, before they are logged', async () => {
    const fault: Fault = (store) => ({
      get: async (plan) => {
        const select = Object.keys(plan.projection.table.columns);
        const whole = await store.get(withProjection(plan, (from) => ({ ...openToAll(from), select })));
        const text = JSON.stringify(whole);
        if (text.match(CANARY)) throw new Error(`Cannot read ${text}`);
        return store.get(plan);
      },
    });
    assert.match(
      await failureOf(fault, { engine: 0, http: 3000, 'non-interference': 0 }),
      /A record's text was logged/,
    );
  });
});

test('the smallest world in which a fault was met has few permissions and records', async () => {
  const fault = FAULTS['reads by id whatever there is'] as Fault;
  const message = await failureOf(fault, { engine: 20_000, http: 0, 'non-interference': 0 });
  const lines = message.split('\n');
  const permissions = lines.slice(lines.indexOf('permissions:') + 1, lines.indexOf('tables:'));
  const records = lines.slice(lines.indexOf('records:') + 1);
  assert.ok(permissions.length <= 3, `${permissions.length} permissions are left`);
  assert.ok(records.length <= 8, `${records.length} records are left`);
});

type Cases = { readonly engine: number; readonly http: number; readonly 'non-interference': number };

/** The error of a proof that must fail. */
async function failureOf(fault: Fault, cases: Cases): Promise<string> {
  const runs: (() => Promise<void>)[] = [];
  const open = async (): Promise<Store> => {
    const store = createMemoryStore();
    return { ...store, ...fault(store) };
  };
  proveStore({ name: 'faulty', open, seed: 1, cases, test: (_, run) => runs.push(run) });
  for (const run of runs) {
    try {
      await run();
    } catch (error) {
      assert.ok(error instanceof Error);
      return error.message;
    }
  }
  return assert.fail('The proof went through.');
}

function make<P>(plan: object): P {
  return plan as P;
}

function withProjection<P extends ListPlan | GetPlan>(
  plan: Made<P>,
  change: (from: Projection) => Projection,
): Made<P> {
  return make({ ...plan, projection: change(plan.projection) });
}

function lendingColumns(projection: Projection): Projection {
  const columns = new Set(projection.grants.flatMap((grant) => [...grant.columns]));
  return { ...projection, grants: projection.grants.map((grant) => ({ ...grant, columns })) };
}

/** Only what is found is everything; of other plans as much is asked as before. */
function openToAll(projection: Projection): Projection {
  return { ...projection, grants: [allOf(Object.keys(projection.table.columns))] };
}

function allOf(columns: readonly string[]): Grant {
  return { permission: 'all', filter: EVERYTHING, columns: new Set(columns) };
}

function expandingAll(projection: Projection): Projection {
  const lookups = projection.lookups.map((lookup) => ({
    ...lookup,
    ...(lookup.expand && { expand: openToAll(lookup.expand) }),
  }));
  return { ...projection, lookups };
}

function labellingAll(projection: Projection): Projection {
  const lookups = projection.lookups.map((lookup) => ({ ...lookup, grants: [allOf([lookup.target.title])] }));
  return { ...projection, lookups };
}

function countingAll(projection: Projection): Projection {
  return { ...projection, counts: projection.counts.map((count) => ({ ...count, visible: EVERYTHING })) };
}

/** Of every `and` that guards a condition, the condition alone. */
function unguarded(filter: ListPlan['where']): ListPlan['where'] {
  if (filter.type === 'and' || filter.type === 'or') {
    const filters = filter.filters.map(unguarded);
    const [last] = filters.slice(-1);
    const guards = filter.type === 'and' && last?.type === 'condition';
    return guards ? last : { type: filter.type, filters };
  }
  if (filter.type === 'not') return { type: 'not', filter: unguarded(filter.filter) };
  return filter;
}

function searchingAll(plan: Made<SearchPlan>): Made<SearchPlan> {
  const tables = plan.tables.map((table) => ({
    ...table,
    projection: {
      ...table.projection,
      grants: table.projection.grants.map((grant) => ({
        ...grant,
        columns: new Set([...grant.columns, ...table.columns]),
      })),
    },
  }));
  return make({ ...plan, tables });
}

function withSteps(plan: Made<WritePlan>, change: (step: WriteStep) => WriteStep): Made<WritePlan> {
  return make({ ...plan, steps: plan.steps.map(change) });
}

function touchingAll(plan: Made<WritePlan>, table: WriteStep['table']): Made<WritePlan> {
  const text = Object.entries(table.columns).find(([, { type }]) => type === 'text')?.[0] ?? 'name';
  const step = {
    type: 'update',
    table,
    target: { every: EVERYTHING },
    changes: { [text]: 'touched' },
    before: EVERYTHING,
    after: EVERYTHING,
    readable: EVERYTHING,
    when: EVERYTHING,
    references: [],
  } as const;
  return make({ ...plan, steps: [step] });
}
