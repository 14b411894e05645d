import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isStored } from '@portico/protocol';
import { loadSite } from '../../config/load-site.ts';
import type { TablePermission } from '../../permissions/table-permission.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import { fillStore } from '../run/fill-store.ts';
import { isSame } from '../run/same-answer.ts';
import { storeState } from '../run/store-state.ts';
import type { World } from '../world.ts';
import { CANARY, NO_RECORD } from './cell-values.ts';
import { randomWorld } from './random-world.ts';

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed + 1);
const WORLDS = SEEDS.map((seed) => randomWorld(seed));

function permissionsOf(worlds: readonly World[]): TablePermission[] {
  return worlds.flatMap(({ config }) => config.tablePermissions);
}

describe('a random world', () => {
  test('is the same for the same number, and another one for another', () => {
    assert.deepEqual(randomWorld(7), randomWorld(7));
    assert.notDeepEqual(randomWorld(7).records, randomWorld(8).records);
  });

  test('has a configuration that an adapter takes', () => {
    for (const { config } of WORLDS) assert.doesNotThrow(() => loadSite(config));
  });

  test('knows its tables as the site merges them', () => {
    for (const { config, tables } of WORLDS) {
      const site = loadSite(config);
      for (const [name, table] of tables) assert.deepEqual(table, site.tables.get(name));
    }
  });

  test('has every stored column in every record, and holds what an import keeps unchanged', async () => {
    for (const world of WORLDS.slice(0, 40)) {
      const store = createMemoryStore();
      await fillStore(world, store);
      const state = storeState(world, store);
      for (const [table, records] of world.records) {
        const columns = Object.entries(world.tables.get(table)?.columns ?? {});
        const stored = columns.filter(([, column]) => isStored(column)).map(([name]) => name);
        for (const record of records) {
          assert.deepEqual(Object.keys(record).sort(), ['id', ...stored].sort());
          assert.ok(isSame(await state.record(table, record.id), record), `${table} ${record.id}`);
        }
      }
    }
  });

  test('has pointers to nothing only where they are wanted', () => {
    const hasSome = (world: World) =>
      [...world.records.values()].flat().some((record) => Object.values(record).includes(NO_RECORD));
    assert.ok(WORLDS.some(hasSome));
    assert.ok(!SEEDS.some((seed) => hasSome(randomWorld(seed, { dangling: false }))));
  });
});

describe('random worlds together', () => {
  test('have columns of every type', () => {
    const types = new Set(
      WORLDS.flatMap(({ tables }) =>
        [...tables.values()].flatMap(({ columns }) => Object.values(columns)),
      ).map(({ type }) => type),
    );
    assert.equal(types.size, 10);
  });

  test('have permissions of every access type, with paths of one to three lookups', () => {
    const all = permissionsOf(WORLDS);
    const accesses = new Set(all.map(({ access }) => access));
    assert.deepEqual([...accesses].sort(), ['account', 'contact', 'global', 'parent', 'self']);
    const hops = new Set(all.map(({ via }) => via?.split('.').length ?? 0));
    assert.deepEqual([...hops].sort(), [0, 1, 2, 3]);
  });

  test('have chains of parents three long', () => {
    const depths = WORLDS.flatMap(({ config }) => {
      const byId = new Map(config.tablePermissions.map((permission) => [permission.id, permission]));
      const depth = (id: string | undefined): number =>
        id === undefined ? 0 : 1 + depth(byId.get(id)?.parent);
      return config.tablePermissions.map(({ parent }) => depth(parent));
    });
    assert.ok(Math.max(...depths) >= 3);
    assert.ok(depths.filter((depth) => depth > 0).length > 100);
  });

  test('have conditions of every kind', () => {
    const kinds = new Set(permissionsOf(WORLDS).map(({ where }) => where?.type));
    assert.deepEqual([...kinds].map(String).sort(), ['and', 'condition', 'or', 'related', 'undefined']);
  });

  test('have unique sets, searched tables, secrets, counts, defaults and required columns', () => {
    const tables = WORLDS.flatMap(({ config }) => config.tables ?? []);
    const columns = tables.flatMap((table) => Object.values(table.columns));
    assert.ok(tables.some(({ unique }) => unique));
    assert.ok(tables.some(({ search }) => search && search.facets.length > 0));
    assert.ok(columns.some(({ classification }) => classification === 'secret'));
    assert.ok(columns.some(({ type }) => type === 'count'));
    assert.ok(columns.some((column) => 'default' in column));
    assert.ok(columns.some(({ required }) => required));
  });

  test('have twins, and a canary in one cell alone wherever there is no twin', () => {
    const places = new Map<string, number>();
    for (const cell of WORLDS.slice(0, 20).flatMap(({ records }) =>
      [...records.values()].flat().flatMap(Object.values),
    ))
      for (const canary of String(cell).match(CANARY) ?? [])
        places.set(canary, (places.get(canary) ?? 0) + 1);
    const counts = [...places.values()];
    assert.ok(counts.length > 500, `only ${counts.length} canaries`);
    assert.ok(
      counts.some((count) => count > 1),
      'no twins',
    );
    assert.ok(counts.filter((count) => count === 1).length > counts.length * 0.7);
  });

  test('have somebody of every kind', () => {
    for (const { people } of WORLDS) {
      assert.ok(people.some(({ webRoles }) => webRoles.has('anonymous')));
      assert.ok(people.some(({ contact, account }) => contact && account));
      assert.ok(people.some(({ contact, account }) => contact && !account));
      assert.ok(
        people.some(({ contact, webRoles }) => !contact && webRoles.size > 0 && !webRoles.has('anonymous')),
      );
      assert.ok(people.some(({ webRoles }) => webRoles.size === 0));
    }
  });
});
