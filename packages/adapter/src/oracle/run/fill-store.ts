import type { StoredRecord, TableSchema } from '@portico/protocol';
import { loadSite, type Site } from '../../config/load-site.ts';
import { createPlanner } from '../../plan/make-plan.ts';
import type { Store } from '../../store/store.ts';
import { FILLED_AT } from '../generate/cell-values.ts';
import { ISSUER } from '../generate/random-world.ts';
import type { World } from '../world.ts';

/** Opens the store for the world and imports its records, and the identities of those who can sign in. */
export async function fillStore(world: World, store: Store): Promise<Site> {
  const site = loadSite(world.config);
  await store.open(site.storeTables);
  const planner = createPlanner(site);
  const context = { now: FILLED_AT, newId: () => crypto.randomUUID() };
  const put = async (table: string, records: readonly { id: string; values: unknown }[]) => {
    if (records.length > 0) await store.write(planner.importRecords(table, records, context));
  };
  const putAll = async (cellsOf: (table: TableSchema, record: StoredRecord) => object) => {
    for (const table of world.tables.values()) {
      const records = world.records.get(table.name) ?? [];
      await put(
        table.name,
        records.map((record) => ({ id: record.id, values: cellsOf(table, record) })),
      );
    }
  };
  // Where lookups must lead somewhere, all records are there before one points to another.
  if (world.limits?.dangling === false) await putAll(withoutLookups);
  await putAll((_, { id: _id, ...values }) => values);
  await put('identity', identitiesOf(world));
  return site;
}

function withoutLookups({ columns }: TableSchema, { id: _, ...values }: StoredRecord): object {
  return Object.fromEntries(Object.entries(values).filter(([name]) => columns[name]?.type !== 'lookup'));
}

function identitiesOf({ people }: World): { id: string; values: unknown }[] {
  return people.flatMap(({ name, contact }) =>
    contact === null ? [] : [{ id: crypto.randomUUID(), values: { issuer: ISSUER, subject: name, contact } }],
  );
}
