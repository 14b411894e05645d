import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS, isProtocolError, PROBLEMS, type ProblemCode, STANDARD_TABLES } from '@portico/protocol';
import fc from 'fast-check';
import { hostileValues } from '../store/contract/hostile-values.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { createPlanner } from './make-plan.ts';
import { ann, context, guest, ID, permit, siteWith } from './testing/plan-site.ts';

/** Whatever is sent, a plan is made or a problem named: nothing else is thrown, and no store meets what no column holds. */
const TABLES = STANDARD_TABLES.map((table) => table.name);
const site = siteWith(
  STANDARD_TABLES.map((table) => {
    const read = Object.keys(table.columns);
    const set = Object.entries(table.columns)
      .filter(([, column]) => !column.readOnly && column.type !== 'count' && !('rendersFrom' in column))
      .map(([name]) => name);
    return permit(table.name, ['read', 'create', 'write', 'delete', 'append', 'append_to'], {
      columns: { read, create: set, write: set },
      actions: table.name in ACTIONS ? ACTIONS[table.name as keyof typeof ACTIONS] : [],
    });
  }),
);
const planner = createPlanner(site);

const subjects = fc.constantFrom(ann, guest);
const tables = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...TABLES) },
  { weight: 1, arbitrary: fc.constantFrom('audit_entry', 'constructor', '__proto__', '', 'nope') },
  { weight: 1, arbitrary: fc.string() },
);
const ids = fc.oneof(fc.constant(ID.one), fc.uuid(), fc.string(), fc.constant('../../etc'));
const names = fc.oneof(
  fc.constantFrom(...STANDARD_TABLES.flatMap((table) => Object.keys(table.columns))),
  fc.constantFrom('id', 'etag', 'constructor', '__proto__', 'toString', ''),
  fc.string(),
);
const scalars = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.uuid(),
  fc.constantFrom('open', 'public', '2026-01-01', '2026-01-01T00:00:00Z', 'a@b.c', 'https://example.com'),
);
const values = fc.oneof(
  { weight: 4, arbitrary: fc.dictionary(names, fc.oneof(scalars, fc.jsonValue())) },
  { weight: 1, arbitrary: fc.jsonValue() },
);
/** A table with values for its columns that are mostly of their types, so that some come through. */
const plausible = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(tables, values) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...STANDARD_TABLES).chain((table) => {
      const settable = Object.entries(table.columns).filter(
        ([, column]) => !column.readOnly && column.type !== 'count',
      );
      const cells = settable.map(([name, column]) => {
        const fitting = fc.constantFrom(...hostileValues(column, {}));
        const any = fc.oneof({ weight: 30, arbitrary: fitting }, { weight: 1, arbitrary: scalars });
        return [name, any] as const;
      });
      const requiredKeys = settable.filter(([, column]) => column.required).map(([name]) => name);
      return fc.tuple(fc.constant(table.name), fc.record(Object.fromEntries(cells), { requiredKeys }));
    }),
  },
);
const filters = fc.letrec((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      type: fc.constant('condition'),
      column: names,
      operator: fc.constantFrom(
        'eq',
        'ne',
        'lt',
        'le',
        'gt',
        'ge',
        'in',
        'contains',
        'starts_with',
        'is_null',
        'x',
      ),
      value: fc.oneof(scalars, fc.array(scalars, { maxLength: 3 }), fc.jsonValue()),
    }),
    fc.record({
      type: fc.constantFrom('and', 'or', 'xor'),
      filters: fc.array(tie('filter'), { maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('not'), filter: tie('filter') }),
    fc.record({ type: fc.constant('related'), lookup: names, filter: tie('filter') }),
    fc.jsonValue(),
  ),
})).filter;

/** The plan, or the code it was refused with; anything else thrown fails the test. */
function planned<P>(plan: () => P): P | ProblemCode {
  try {
    return plan();
  } catch (error) {
    assert.ok(isProtocolError(error), `threw ${String(error)}`);
    assert.ok(Object.hasOwn(PROBLEMS, error.code));
    assert.ok(PROBLEMS[error.code].status < 500, `${error.code} blames the adapter`);
    assert.ok(error.message.length < 300 && error.message.isWellFormed());
    for (const issue of error.issues) assert.ok(issue.path.length < 100 && issue.path.isWellFormed());
    return error.code;
  }
}

/** Runs a property and fails when hardly any input came through, for then it proved little. */
function often(least: number, property: (passed: () => void) => void): void {
  let count = 0;
  property(() => {
    count++;
  });
  assert.ok(count >= least, `only ${count} inputs came through`);
}

describe('whatever is sent', () => {
  test('a list is planned or refused', () => {
    often(5, (passed) => {
      const queries = fc.record(
        {
          select: fc.array(names, { maxLength: 3 }),
          filter: filters,
          sort: fc.array(fc.record({ column: names, direction: fc.constantFrom('asc', 'desc') }), {
            maxLength: 2,
          }),
          limit: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double()),
          count: fc.boolean(),
          expand: fc.array(names, { maxLength: 2 }),
        },
        { requiredKeys: [] },
      );
      fc.assert(
        fc.property(subjects, tables, queries, (subject, table, query) => {
          const plan = planned(() => planner.list(subject, table, query as never, null));
          if (typeof plan === 'object') passed();
        }),
        { numRuns: 2000 },
      );
    });
  });

  test('a position is taken or refused', () => {
    const positions = fc.record({
      values: fc.array(fc.oneof(scalars, fc.jsonValue()), { maxLength: 2 }),
      id: ids,
    });
    fc.assert(
      fc.property(positions, (after) => {
        const sort = [{ column: 'created_at', direction: 'asc' }] as const;
        planned(() => planner.list(guest, 'case', { sort }, after as never));
      }),
    );
  });

  test('a record is asked for or not found', () => {
    fc.assert(
      fc.property(subjects, tables, ids, fc.array(names, { maxLength: 2 }), (subject, table, id, select) => {
        planned(() => planner.get(subject, table, id, { select }));
      }),
    );
  });

  test('a create is planned with values that columns hold, or refused', () => {
    often(100, (passed) => {
      fc.assert(
        fc.property(subjects, plausible, (subject, [table, sent]) => {
          const plan = planned(() => planner.create(subject, table, sent, context()));
          if (typeof plan !== 'object') return;
          passed();
          const step = plan.steps[0];
          assert.ok(step?.type === 'create');
          for (const cell of Object.values(step.record)) {
            assert.ok(cell === null || ['string', 'number', 'boolean'].includes(typeof cell));
            if (typeof cell === 'string') assert.ok(cell.isWellFormed() && !cell.includes('\0'));
            if (typeof cell === 'number') assert.ok(Number.isFinite(cell));
          }
        }),
        { numRuns: 3000 },
      );
    });
  });

  test('an update is planned or refused, and names no column but the table’s', () => {
    often(20, (passed) => {
      fc.assert(
        fc.property(subjects, ids, plausible, (subject, id, [table, sent]) => {
          const plan = planned(() => planner.update(subject, table, id, sent, context()));
          if (typeof plan !== 'object') return;
          passed();
          const step = plan.steps[0];
          assert.ok(step?.type === 'update');
          for (const name of Object.keys(step.changes))
            assert.ok(Object.hasOwn(step.table.columns, name), name);
        }),
        { numRuns: 2000 },
      );
    });
  });

  test('a delete and an action are planned or refused', () => {
    const actions = fc.oneof(fc.constantFrom(...Object.values(ACTIONS).flat()), fc.string());
    const inputs = fc.record({
      on: fc.boolean(),
      helpful: fc.boolean(),
      post: ids,
      visibility: fc.constant('hidden'),
    });
    fc.assert(
      fc.property(subjects, tables, ids, actions, inputs, (subject, table, id, action, input) => {
        planned(() => planner.delete(subject, table, id, context()));
        planned(() => planner.action(subject, table, id, action, input, context()));
      }),
      { numRuns: 1000 },
    );
  });

  test('a search is planned or refused', () => {
    const requests = fc.record({
      text: fc.string({ unit: 'binary', maxLength: 400 }),
      tables: fc.option(fc.array(tables, { maxLength: 2 }), { nil: undefined }),
      filter: fc.option(filters, { nil: undefined }),
      facets: fc.boolean(),
      limit: fc.integer({ min: -1, max: 60 }),
      offset: fc.integer({ min: -1, max: 1100 }),
      mode: fc.constantFrom('search', 'suggest'),
    });
    fc.assert(
      fc.property(subjects, requests, (subject, request) => {
        planned(() => planner.search(subject, request as never));
      }),
      { numRuns: 1000 },
    );
  });

  test('an import is planned or refused', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.record({ id: ids, values }), { maxLength: 3 }), (table, records) => {
        planned(() => planner.importRecords(table, records, context()));
      }),
      { numRuns: 1000 },
    );
  });

  test('a table is described or not found', () => {
    fc.assert(
      fc.property(
        subjects,
        tables,
        (subject, table) => void planned(() => planner.tableInfo(subject, table)),
      ),
    );
  });

  test('a plan that is made can be run: the store names a problem or answers', async () => {
    const store = createMemoryStore();
    await store.open(site.storeTables);
    await fc.assert(
      fc.asyncProperty(subjects, plausible, filters, async (subject, [table, sent], filter) => {
        const write = planned(() =>
          planner.create(subject, table, sent, { ...context(), newId: () => crypto.randomUUID() }),
        );
        if (typeof write === 'object') {
          await store
            .write(write)
            .catch((error: unknown) => assert.ok(isProtocolError(error), String(error)));
        }
        const list = planned(() =>
          planner.list(subject, table, { filter: filter as never, count: true }, null),
        );
        if (typeof list === 'object') assert.ok((await store.list(list)).count !== undefined);
      }),
      { numRuns: 500 },
    );
  });
});
