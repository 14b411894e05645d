import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createPlanner, loadSite } from '@portico/adapter';
import type { RecordValues } from '@portico/protocol';
import { createSqliteStore } from '@portico/store-sql';
import type { PorticoConfig } from '../config/define-config.ts';
import { recordIdOf } from '../import/record-id.ts';

/** Records of a table by the names tests call them. */
export type Seed = readonly (readonly [table: string, source: string, values: RecordValues])[];

/** Writes records into the database of a configuration, as an import would, before a server opens it. */
export async function seedRecords(
  file: string,
  { store: _, ...config }: PorticoConfig,
  seed: Seed,
): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const site = loadSite(config);
  const store = createSqliteStore({ file });
  await store.open(site.storeTables);
  const planner = createPlanner(site);
  let made = 0;
  const context = { now: '2026-01-01T00:00:00.000Z', newId: () => recordIdOf('seed', String(++made)) };
  for (const [table, rows] of Map.groupBy(seed, ([name]) => name)) {
    const records = rows.map(([, source, values]) => ({ id: recordIdOf(table, source), values }));
    await store.write(planner.importRecords(table, records, context));
  }
  await store.close();
}
