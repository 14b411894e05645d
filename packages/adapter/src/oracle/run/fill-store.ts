import { loadSite, type Site } from '../../config/load-site.ts';
import { createPlanner } from '../../plan/make-plan.ts';
import type { Store } from '../../store/store.ts';
import { ISSUER } from '../generate/random-world.ts';
import type { World } from '../world.ts';

/** When the records of every world were imported. */
export const FILLED_AT = '2026-01-01T00:00:00.000Z';

/** Opens the store for the world and imports its records, and the identities of those who can sign in. */
export async function fillStore(world: World, store: Store): Promise<Site> {
  const site = loadSite(world.config);
  await store.open(site.storeTables);
  const planner = createPlanner(site);
  const context = { now: FILLED_AT, newId: () => crypto.randomUUID() };
  const put = async (table: string, records: readonly { id: string; values: unknown }[]) => {
    if (records.length > 0) await store.write(planner.importRecords(table, records, context));
  };
  for (const [table, records] of world.records)
    await put(
      table,
      records.map(({ id, ...values }) => ({ id, values })),
    );
  await put('identity', identitiesOf(world));
  return site;
}

function identitiesOf({ people }: World): { id: string; values: unknown }[] {
  return people.flatMap(({ name, contact }) =>
    contact === null ? [] : [{ id: crypto.randomUUID(), values: { issuer: ISSUER, subject: name, contact } }],
  );
}
