import type { StoredRecord, StoredValue, TableRecord } from '@portico/protocol';
import type { Subject } from '../../authenticate/subject.ts';
import type { Site } from '../../config/site.ts';
import { contractSite } from '../../store/contract/contract-site.ts';
import type { Harness } from '../../store/contract/harness.ts';
import { fill } from '../../store/contract/hostile-records.ts';
import { hostileValues } from '../../store/contract/hostile-values.ts';
import { createRandom, type Random } from '../../store/contract/random.ts';
import { PEOPLE } from '../../store/contract/subjects.ts';
import { createMemoryStore } from '../../store/memory-store.ts';
import type { Store } from '../../store/store.ts';
import { createPlanner, type Planner } from '../make-plan.ts';

type Records = ReadonlyMap<string, readonly StoredRecord[]>;

/** Tables of which nothing else depends on whether a record exists: hidden ones may come and go. */
const LEAVES = ['contract_sample', 'contract_page'];

/** Columns by which permissions decide; to change them would change what the subject sees. */
const DECIDING: ReadonlySet<string> = new Set([
  'state',
  'active',
  'owner',
  'branch',
  'trunk',
  'root',
  'shared',
  'account',
  'visibility',
]);

/** Two stores that look the same to one subject and differ in everything that subject may not read. */
export interface TwoWorlds {
  readonly planner: Planner;
  readonly site: Site;
  readonly random: Random;
  readonly one: Store;
  readonly other: Store;
  /** Ids of records of a table, of both worlds: visible, hidden, removed and added ones. */
  readonly ids: (table: string) => readonly string[];
  /** How many cells and records differ. */
  readonly differences: number;
}

export async function twoWorlds(subject: Subject, seed: number): Promise<TwoWorlds> {
  const site = contractSite();
  const planner = createPlanner(site);
  const random = createRandom(seed);
  const records = await difficultRecords(site, planner, random);
  const one = await storeWith(site, planner, records);
  const changed = new Map<string, StoredRecord[]>();
  let differences = 0;
  for (const [table, list] of records) {
    const others: StoredRecord[] = [];
    for (const record of list) {
      const seen = await view(planner, one, subject, table, record.id);
      if (!seen && LEAVES.includes(table) && random.chance(0.5)) {
        differences++;
        continue;
      }
      const other = LEAVES.includes(table) ? scrambled(site, random, table, record, seen) : record;
      if (JSON.stringify(other) !== JSON.stringify(record)) differences++;
      others.push(other);
    }
    changed.set(table, others);
  }
  const other = await storeWith(site, planner, changed);
  const ids = (table: string) => (records.get(table) ?? []).map((record) => record.id);
  return { planner, site, random, one, other, ids, differences };
}

/** The contract's records, and pages to search, as a store would keep them. */
async function difficultRecords(site: Site, planner: Planner, random: Random): Promise<Records> {
  const records = new Map<string, StoredRecord[]>();
  let minutes = 0;
  const collector: Pick<Harness, 'planner' | 'random' | 'site' | 'holds' | 'context' | 'write'> = {
    planner,
    random,
    site,
    holds: () => true,
    context: () => ({
      now: new Date(Date.UTC(2026, 0, 1, 0, minutes++)).toISOString(),
      newId: () => random.id(),
    }),
    write: async (plan) => {
      for (const step of plan.steps) {
        if (step.type !== 'create') throw new Error('Records are made, not changed.');
        const list = records.get(step.table.name) ?? [];
        // Numbered here: the store would count removed records, and a seen number is meant to be seen.
        const number = `SMP-${10_000 + list.length}`;
        const numbered = step.table.name === 'contract_sample' ? { ...step.record, number } : step.record;
        records.set(step.table.name, [...list, numbered]);
      }
      return 'done';
    },
  };
  await fill(collector as Harness);
  const words = ['oak', 'elm', 'ash', 'yew', 'bramblethorn', 'quenchfoil'];
  const some = () => random.some(words, 0.4).join(' ') || null;
  const pages = Array.from({ length: 40 }, () => ({
    id: random.id(),
    values: {
      title: some(),
      body: some(),
      notes: some(),
      topic: random.pick(['red', 'green', null]),
      kind: random.pick(['guide', 'faq', null]),
      owner: random.pick([...Object.values(PEOPLE), null]),
      visibility: random.pick(['public', 'members', 'staff']),
    },
  }));
  await collector.write(planner.importRecords('contract_page', pages, collector.context()));
  return records;
}

async function storeWith(site: Site, planner: Planner, records: Records): Promise<Store> {
  const store = createMemoryStore();
  await store.open(site.storeTables);
  const context = { now: '2026-06-01T00:00:00.000Z', newId: () => crypto.randomUUID() };
  for (const [table, list] of records) {
    const imported = list.map(({ id, ...values }) => ({ id, values }));
    if (imported.length > 0) await store.write(planner.importRecords(table, imported, context));
  }
  return store;
}

/** What the subject sees of a record; null when nothing. */
async function view(
  planner: Planner,
  store: Store,
  subject: Subject,
  table: string,
  id: string,
): Promise<TableRecord | null> {
  try {
    return await store.get(planner.get(subject, table, id));
  } catch {
    return null;
  }
}

/** The record with other values in every cell that is not seen and decides nothing. */
function scrambled(
  site: Site,
  random: Random,
  table: string,
  record: StoredRecord,
  seen: TableRecord | null,
): StoredRecord {
  const changed: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(site.tables.get(table)?.columns ?? {})) {
    const unseen = seen === null || !Object.hasOwn(seen, name);
    if (!unseen || DECIDING.has(name) || name === 'code' || name === 'number' || name === 'day') continue;
    const words = ['oak', 'elm', 'yew', 'quenchfoil', 'zebra'];
    const pool = table === 'contract_page' && column.type !== 'choice' ? words : hostileValues(column, {});
    if (pool.length > 0) changed[name] = random.chance(0.2) ? null : random.pick(pool);
  }
  return { ...record, ...changed };
}
