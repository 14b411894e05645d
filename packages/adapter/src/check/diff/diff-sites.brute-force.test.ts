import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProtocolError } from '@portico/protocol';
import fc from 'fast-check';
import type { Subject } from '../../authenticate/subject.ts';
import { loadSite } from '../../config/load-site.ts';
import type { SiteConfig } from '../../config/site-config.ts';
import { createPlanner } from '../../plan/make-plan.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { type SmallWorld, sitePairs, smallWorlds } from '../testing/random-sites.ts';
import { type Difference, diffSites } from './diff-sites.ts';

const TABLES = ['account', 'contact', 'case', 'case_note'];
const RUNS = 250;

/** The world in a store, as plain as it can be: what people see of it is asked of the planner and nobody else. */
async function storeOf(config: SiteConfig, world: SmallWorld): Promise<Store> {
  const site = loadSite(config);
  const store = createMemoryStore();
  await store.open(site.storeTables);
  const planner = createPlanner(site);
  let count = 0;
  const newId = () => `00000000-0000-4000-8000-${(99_000 + count++).toString().padStart(12, '0')}`;
  const context = { now: '2026-01-01T00:00:00.000Z', newId };
  for (const [table, id, values] of world.records)
    await store.write(planner.importRecords(table, [{ id, values }], context));
  return store;
}

/** Every cell somebody sees, as `table id column`; the record itself as the column `id`. */
async function cellsOf(config: SiteConfig, store: Store, subject: Subject): Promise<ReadonlySet<string>> {
  const planner = createPlanner(loadSite(config));
  const cells = new Set<string>();
  for (const table of TABLES) {
    try {
      const { records } = await store.list(planner.list(subject, table, { limit: 100 }, null));
      for (const record of records)
        for (const column of Object.keys(record))
          if (column !== 'etag') cells.add(`${table} ${record.id} ${column}`);
    } catch (error) {
      if (!isProtocolError(error) || error.code !== 'not_found') throw error;
    }
  }
  return cells;
}

const GAINING = new Set(['gains', 'wider', 'other', 'changed']);
const LOSING = new Set(['loses', 'narrower', 'other', 'changed']);

function names(difference: Difference, subject: Subject, table: string, column: string): boolean {
  return (
    difference.right === 'read' &&
    difference.table === table &&
    difference.columns.includes(column) &&
    difference.webRoles.every((role) => subject.webRoles.has(role))
  );
}

/** Whether the subject has exactly these web roles, so that what is said of the combination is said of it. */
function isExactly(subject: Subject, webRoles: readonly string[]): boolean {
  const named = [...subject.webRoles].filter((role) => role !== 'authenticated').sort();
  return (named.length > 0 ? named : ['authenticated']).join(' ') === webRoles.join(' ');
}

describe('the differences of two configurations, against what people really see', () => {
  it('name whoever gains or loses sight of a cell in any world, and say no more than is so', async () => {
    const seen = { gained: 0, lost: 0, same: 0 };
    await fc.assert(
      fc.asyncProperty(sitePairs, smallWorlds, async ([before, after], world) => {
        const { access } = diffSites(loadSite(before), loadSite(after));
        const store = await storeOf(before, world);
        for (const subject of world.subjects) {
          const had = await cellsOf(before, store, subject);
          const has = await cellsOf(after, store, subject);
          const won = [...has].filter((cell) => !had.has(cell)).map((cell) => cell.split(' '));
          const gone = [...had].filter((cell) => !has.has(cell)).map((cell) => cell.split(' '));
          seen.gained += won.length;
          seen.lost += gone.length;
          if (won.length + gone.length === 0) seen.same += 1;
          const roles = [...subject.webRoles].join(' ');
          for (const [table = '', , column = ''] of won)
            assert.ok(
              access.some((one) => GAINING.has(one.change) && names(one, subject, table, column)),
              `${roles} gains ${table}.${column} unnamed`,
            );
          for (const [table = '', , column = ''] of gone)
            assert.ok(
              access.some((one) => LOSING.has(one.change) && names(one, subject, table, column)),
              `${roles} loses ${table}.${column} unnamed`,
            );
          for (const one of access.filter(({ webRoles }) => isExactly(subject, webRoles))) {
            const about = (cells: string[][]) =>
              cells.filter(([table, , column = '']) => table === one.table && one.columns.includes(column));
            if (one.change === 'gains' || one.change === 'wider')
              assert.deepEqual(about(gone), [], one.change);
            if (one.change === 'loses' || one.change === 'narrower')
              assert.deepEqual(about(won), [], one.change);
            if (one.change === 'gains') assert.deepEqual(about([...had].map((cell) => cell.split(' '))), []);
            if (one.change === 'loses') assert.deepEqual(about([...has].map((cell) => cell.split(' '))), []);
          }
        }
      }),
      { numRuns: RUNS },
    );
    assert.ok(seen.gained > 500 && seen.lost > 500 && seen.same > 100, JSON.stringify(seen));
  });

  it('are none of a configuration with itself', () => {
    fc.assert(
      fc.property(sitePairs, ([config]) => {
        const { access, parts } = diffSites(loadSite(config), loadSite(structuredClone(config)));
        assert.deepEqual([...access, ...parts], []);
      }),
    );
  });

  it('are the opposite ones the other way round', () => {
    const opposite = { gains: 'loses', loses: 'gains', wider: 'narrower', narrower: 'wider' } as const;
    fc.assert(
      fc.property(sitePairs, ([before, after]) => {
        const [there, back] = [
          diffSites(loadSite(before), loadSite(after)),
          diffSites(loadSite(after), loadSite(before)),
        ];
        const told = ({ webRoles, table, right, columns, change }: Difference, turned: boolean) =>
          columns
            .map((column) => {
              const other = change in opposite ? opposite[change as keyof typeof opposite] : change;
              return [webRoles.join('+'), table, right, column, turned ? other : change].join(' ');
            })
            .sort();
        assert.deepEqual(
          there.access.flatMap((one) => told(one, false)).sort(),
          back.access.flatMap((one) => told(one, true)).sort(),
        );
      }),
    );
  });

  it('leave little undecided', () => {
    let all = 0;
    let undecided = 0;
    fc.assert(
      fc.property(sitePairs, ([before, after]) => {
        const { access } = diffSites(loadSite(before), loadSite(after));
        all += access.length;
        undecided += access.filter(({ change }) => change === 'changed').length;
      }),
      { numRuns: 300 },
    );
    assert.ok(undecided < all / 10, `${undecided} of ${all}`);
  });
});
