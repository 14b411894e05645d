import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isProtocolError, type RecordQuery, type Sort } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import { randomFilter } from '../store/contract/random-filter.ts';
import { SUBJECTS } from '../store/contract/subjects.ts';
import type { Store } from '../store/store.ts';
import type { SearchRequest } from './make-plan.ts';
import type { Made, Position, WritePlan } from './plan.ts';
import { type TwoWorlds, twoWorlds } from './testing/two-worlds.ts';

/**
 * What may not be read decides nothing. Two stores are alike in all that a subject may read and differ
 * wherever it may not; whatever the subject asks, both must answer with the same bytes: records, their order,
 * counts, cursors, ETags, labels, facets, spellings and refusals.
 */
const SEEDS = [1, 2, 3, 4];
const TABLES = ['contract_sample', 'contract_branch', 'contract_trunk', 'contract_page'];

for (const [name, subject] of Object.entries(SUBJECTS)) {
  if (name === 'reader' || name === 'full') continue;

  describe(`what ${name} may not read`, () => {
    test('is different in the two worlds, or there is nothing to prove', async () => {
      for (const seed of SEEDS) assert.ok((await twoWorlds(subject, seed)).differences > 20);
    });

    test('changes no record, asked for by its id', async () => {
      await inBothWorlds(subject, async (worlds, same) => {
        for (const table of readable(worlds, subject)) {
          for (const id of worlds.ids(table)) {
            const plan = worlds.planner.get(subject, table, id);
            await same((store) => store.get(plan), `${table} ${id}`);
          }
        }
      });
    });

    test('changes no list: neither records, order, count, cursor nor ETag', async () => {
      let telling = 0;
      await inBothWorlds(subject, async (worlds, same) => {
        for (const table of readable(worlds, subject)) {
          for (let round = 0; round < 40; round++) {
            const query = randomQuery(worlds, subject, table);
            const first = worlds.planner.list(subject, table, query, null);
            const found = await same((store) => store.list(first), JSON.stringify(query));
            if (found.records.length > 0) telling++;
            if (!found.next) continue;
            const second = worlds.planner.list(subject, table, query, found.next);
            await same((store) => store.list(second), `the next page of ${JSON.stringify(query)}`);
          }
        }
      });
      assert.ok(telling > 50, `only ${telling} lists had records`);
    });

    test('changes no list that goes on from a guessed position', async () => {
      await inBothWorlds(subject, async (worlds, same) => {
        for (const table of readable(worlds, subject)) {
          for (const id of worlds.ids(table).slice(0, 20)) {
            const sort = sortable(worlds, subject, table).slice(0, 1);
            const after: Position = { values: sort.map(() => null), id };
            const plan = worlds.planner.list(subject, table, { sort, count: true }, after);
            await same((store) => store.list(plan), `${table} after ${id}`);
          }
        }
      });
    });

    test('changes no search: neither hits, ranking, count, facets, spelling nor completions', async () => {
      let telling = 0;
      await inBothWorlds(subject, async (worlds, same) => {
        if (!readable(worlds, subject).includes('contract_page')) return;
        for (const text of [
          'oak',
          'elm yew',
          'ash',
          'bramblethron',
          'quenchfiol',
          'qu',
          'zebra',
          'br',
          'zebar',
        ]) {
          for (const mode of ['search', 'suggest'] satisfies SearchRequest['mode'][]) {
            for (const offset of [0, 3]) {
              const request = { text, mode, facets: true, limit: 5, offset };
              const plan = worlds.planner.search(subject, request);
              const found = await same((store) => store.search(plan), `${mode} "${text}"`);
              if (found.count > 0) telling++;
            }
          }
        }
      });
      assert.ok(telling > 20 || name === 'bob', `only ${telling} searches found something`);
    });

    test('changes no refusal of a write, nor what is told after one', async () => {
      await inBothWorlds(subject, async (worlds, same) => {
        for (const table of readable(worlds, subject)) {
          for (const id of worlds.ids(table)) {
            for (const plan of writes(worlds, subject, table, id))
              await same((store) => outcome(store, plan), `${plan.audit.event} of ${id}`);
          }
        }
      });
    });
  });
}

type Same = <T>(ask: (store: Store) => Promise<T>, about: string) => Promise<T>;

async function inBothWorlds(
  subject: Subject,
  run: (worlds: TwoWorlds, same: Same) => Promise<void>,
): Promise<void> {
  for (const seed of SEEDS) {
    const worlds = await twoWorlds(subject, seed);
    await run(worlds, async (ask, about) => {
      const [one, other] = [await ask(worlds.one), await ask(worlds.other)];
      assert.deepEqual(other, one, `${about} (seed ${seed})`);
      return one;
    });
  }
}

function readable({ planner }: TwoWorlds, subject: Subject): string[] {
  return TABLES.filter((table) => infoOf(planner, subject, table)?.privileges.includes('read'));
}

function sortable({ planner }: TwoWorlds, subject: Subject, table: string): Sort[] {
  return Object.entries(infoOf(planner, subject, table)?.columns ?? {})
    .filter(
      ([name, { read, schema }]) =>
        read && !['html', 'count'].includes(schema.type) && !['memo', 'notes'].includes(name),
    )
    .map(([column]) => ({ column, direction: 'asc' }));
}

function randomQuery(worlds: TwoWorlds, subject: Subject, table: string): RecordQuery {
  const { random, planner } = worlds;
  return {
    filter: randomFilter(random, (name) => infoOf(planner, subject, name), table),
    sort: random
      .some(sortable(worlds, subject, table), 0.3)
      .slice(0, 3)
      .map((sort): Sort => ({ ...sort, direction: random.chance(0.5) ? 'asc' : 'desc' })),
    limit: random.pick([1, 4, 20]),
    count: true,
  };
}

/** Writes that are refused, or would be if the record were as the subject may not know it is. */
function writes(
  { planner }: TwoWorlds,
  subject: Subject,
  table: string,
  id: string,
): readonly Made<WritePlan>[] {
  const context = { now: '2026-07-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
  const plans: Made<WritePlan>[] = [];
  const { privileges } = planner.tableInfo(subject, table);
  if (privileges.includes('write') && table === 'contract_sample') {
    plans.push(planner.update(subject, table, id, { memo: 'changed' }, context));
    plans.push(planner.update(subject, table, id, { memo: 'changed' }, { ...context, etag: 'guessed' }));
    plans.push(planner.update(subject, table, id, { branch: id }, context));
  } else {
    plans.push(planner.update(subject, table, id, { anything: 1 }, context));
  }
  plans.push(planner.delete(subject, table, id, { ...context, etag: 'guessed' }));
  plans.push(planner.delete(subject, table, id, context));
  return plans;
}

async function outcome(store: Store, plan: Made<WritePlan>): Promise<string> {
  try {
    await store.write(plan);
    return 'done';
  } catch (error) {
    assert.ok(isProtocolError(error), String(error));
    return `${error.code}: ${error.message}`;
  }
}

function infoOf(planner: TwoWorlds['planner'], subject: Subject, table: string) {
  try {
    return planner.tableInfo(subject, table);
  } catch (error) {
    if (isProtocolError(error)) return null;
    throw error;
  }
}
