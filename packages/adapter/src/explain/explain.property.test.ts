import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isStored, PRIVILEGES, type StoredRecord } from '@portico/protocol';
import { grantsOf, isGranted } from '../oracle/evaluate/grants.ts';
import { isKnownColumn, isReadable } from '../oracle/evaluate/readable.ts';
import { viewpointOf } from '../oracle/evaluate/viewpoint.ts';
import { randomWorld } from '../oracle/generate/random-world.ts';
import { createEngine, subjectOf } from '../oracle/run/engine.ts';
import { fillStore } from '../oracle/run/fill-store.ts';
import { createPlanner } from '../plan/make-plan.ts';
import { createMemoryStore } from '../store/memory-store.ts';
import { explain } from './explain.ts';
import type { Explanation } from './explanation.ts';
import { readSurroundings } from './surroundings.ts';

const SEED = Number(process.env.PORTICO_SEED ?? 20261123);
const MOMENT = { now: '2026-06-02T00:00:00.000Z', newId: 'ffffffff-0000-4000-8000-000000000000' };

/** Every person of some worlds with every record: what is explained, and how to ask the same of the adapter itself. */
async function forEachCase(
  worlds: number,
  look: (one: Awaited<ReturnType<typeof openWorld>>[number]) => void | Promise<void>,
): Promise<void> {
  for (let seed = SEED; seed < SEED + worlds; seed++)
    for (const one of await openWorld(seed)) await look(one);
}

async function openWorld(seed: number) {
  const world = randomWorld(seed);
  const store = createMemoryStore();
  const site = await fillStore(world, store);
  const planner = createPlanner(site);
  const engine = createEngine(site, store);
  const cases = [];
  for (const [table, records] of world.records) {
    const schema = world.tables.get(table) ?? assert.fail(table);
    for (const record of records) {
      const surroundings = await readSurroundings(site, { planner, store }, table, record.id);
      for (const person of world.people) {
        const subject = subjectOf(person);
        const why = (right: Explanation['right'], column?: string) =>
          explain(site, subject, {
            table,
            right,
            record: { id: record.id, surroundings },
            ...(column !== undefined && { column }),
          });
        const ask = engine.ask.bind(engine);
        cases.push({ seed, world, site, table, schema, record, person, subject, why, ask });
      }
    }
  }
  return cases;
}

/** A tally that a property cannot be empty by. */
function both(counts: ReadonlyMap<boolean, number>, least: number): void {
  for (const answer of [true, false])
    assert.ok((counts.get(answer) ?? 0) >= least, `${answer}: only ${counts.get(answer)} cases`);
}

describe('what is explained', () => {
  it('is what the oracle says, for every privilege, person and record', async () => {
    const counts = new Map<boolean, number>();
    await forEachCase(12, ({ seed, world, table, record, person, why }) => {
      const place = { table, record };
      for (const privilege of PRIVILEGES) {
        const { granted, exists } = why(privilege);
        const expected = isGranted(viewpointOf(world, person), privilege, place);
        assert.equal(exists, true);
        assert.equal(granted, expected, `seed ${seed}: ${person.name} ${privilege} ${table} ${record.id}`);
        counts.set(granted, (counts.get(granted) ?? 0) + 1);
      }
    });
    both(counts, 500);
  });

  it('is what the oracle says of every cell', async () => {
    const counts = new Map<boolean, number>();
    await forEachCase(6, ({ seed, world, table, schema, record, person, why }) => {
      const view = viewpointOf(world, person);
      for (const column of ['id', ...Object.keys(schema.columns)]) {
        const { granted } = why('read', column);
        const expected = isReadable(view, { table, record }, column);
        assert.equal(granted, expected, `seed ${seed}: ${person.name} ${table}.${column} ${record.id}`);
        counts.set(granted, (counts.get(granted) ?? 0) + 1);
      }
    });
    both(counts, 500);
  });

  it('is what the store shows by the plan: the record, and its very cells', async () => {
    const counts = new Map<boolean, number>();
    await forEachCase(6, async ({ seed, world, table, record, person, why, ask }) => {
      const question = { type: 'get', table, id: record.id } as const;
      const { answer } = await ask({ world, person, question, moment: MOMENT });
      const { granted, columns } = why('read');
      assert.equal(answer.type === 'record', granted, `seed ${seed}: ${person.name} ${table} ${record.id}`);
      if (answer.type === 'record')
        assert.deepEqual(
          Object.keys(answer.record)
            .filter((name) => name !== 'id')
            .sort(),
          columns,
        );
      counts.set(granted, (counts.get(granted) ?? 0) + 1);
    });
    both(counts, 100);
  });

  it('is what the plan does when a record is changed to what it is, or deleted', async () => {
    const counts = new Map<boolean, number>();
    await forEachCase(3, async ({ seed, table, schema, record, person, why }) => {
      const column = Object.keys(schema.columns).find((name) => {
        const found = schema.columns[name];
        return (
          found && isStored(found) && found.type !== 'lookup' && !found.readOnly && record[name] !== null
        );
      });
      const where = `seed ${seed}: ${person.name} ${table} ${record.id}`;
      if (column !== undefined) {
        const changes = { [column]: record[column] ?? null };
        const code = await tried(seed, person.name, { type: 'update', table, id: record.id, changes });
        if (code !== 'duplicate_record') {
          const { granted } = why('write', column);
          assert.equal(code === 'written', granted, `${where} ${column}: ${code}`);
          counts.set(granted, (counts.get(granted) ?? 0) + 1);
        }
      }
      const code = await tried(seed, person.name, { type: 'delete', table, id: record.id });
      const { granted } = why('delete');
      assert.equal(code === 'written', granted, `${where} delete: ${code}`);
      counts.set(granted, (counts.get(granted) ?? 0) + 1);
    });
    both(counts, 50);
  });

  it('names steps that all hold where a permission grants, and one that fails where it does not', async () => {
    await forEachCase(6, ({ seed, why, person, table, record }) => {
      for (const right of ['read', 'delete', 'append_to'] as const) {
        const { permissions } = why(right);
        for (const { permission, holds, steps } of permissions)
          assert.equal(
            steps.every((step) => step.holds),
            holds,
            `seed ${seed}: ${person.name} ${right} ${table} ${record.id} ${permission}\n${JSON.stringify(steps, null, 1)}`,
          );
        const order = permissions.map(({ holds }) => holds);
        assert.deepEqual(
          order,
          [...order].sort((a, b) => Number(b) - Number(a)),
        );
      }
    });
  });

  it('in general terms is granted where the table and the column are known, and steps agree', async () => {
    const counts = new Map<boolean, number>();
    await forEachCase(20, ({ world, site, subject, table, schema, person, record }) => {
      if (record !== world.records.get(table)?.[0]) return;
      const view = viewpointOf(world, person);
      for (const privilege of PRIVILEGES) {
        const { granted, exists, id, permissions } = explain(site, subject, { table, right: privilege });
        assert.deepEqual([exists, id], [null, null]);
        assert.equal(granted, grantsOf(view, table, privilege).length > 0);
        for (const { holds, steps } of permissions)
          assert.equal(
            steps.every((step) => step.holds),
            holds,
          );
      }
      for (const column of Object.keys(schema.columns)) {
        const { granted } = explain(site, subject, { table, right: 'read', column });
        assert.equal(granted, isKnownColumn(view, table, column));
        counts.set(granted, (counts.get(granted) ?? 0) + 1);
      }
    });
    both(counts, 200);
  });
});

/** How a write of one person ends in a world of its own. */
async function tried(
  seed: number,
  name: string,
  question:
    | { type: 'update'; table: string; id: string; changes: Omit<StoredRecord, 'id'> }
    | { type: 'delete'; table: string; id: string },
): Promise<string> {
  const { world, engine } = await kept(seed);
  const person = world.people.find((one) => one.name === name) ?? assert.fail(name);
  const store = createMemoryStore();
  const ask =
    question.type === 'delete'
      ? createEngine(await fillStore(world, store), store).ask
      : engine.ask.bind(engine);
  const { answer } = await ask({ world, person, question, moment: MOMENT });
  return answer.type === 'problem' ? answer.code : answer.type;
}

const worlds = new Map<
  number,
  Promise<{ world: ReturnType<typeof randomWorld>; engine: ReturnType<typeof createEngine> }>
>();

/** Changes to what a cell is already leave a world fit for the next question but for its times. */
function kept(seed: number) {
  const known = worlds.get(seed) ?? open(seed);
  worlds.set(seed, known);
  return known;
}

async function open(seed: number) {
  const world = randomWorld(seed);
  const store = createMemoryStore();
  return { world, engine: createEngine(await fillStore(world, store), store) };
}
