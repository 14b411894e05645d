import { isStored, type RecordValues, type StoredValue } from '@portico/protocol';
import type { ImportedRecord } from '../../plan/make-plan.ts';
import { assertSame } from './assert.ts';
import type { Harness } from './harness.ts';
import { hostileValues } from './hostile-values.ts';
import { ACCOUNTS, PEOPLE } from './subjects.ts';

const SAMPLES = 90;

/** Fills both stores with the contract's records: people, a forest of parents, and samples that are difficult. */
export async function fill(harness: Harness): Promise<void> {
  const { planner, random, site } = harness;
  const put = async (table: string, records: readonly ImportedRecord[]) =>
    assertSame(await harness.write(planner.importRecords(table, records, harness.context())), 'done', table);
  const make = (count: number, values: (index: number) => RecordValues): ImportedRecord[] =>
    Array.from({ length: count }, (_, index) => ({ id: random.id(), values: values(index) }));
  const idsOf = (records: readonly ImportedRecord[]) => records.map((record) => record.id);
  const maybe = <T>(from: readonly T[]): T | null => (random.chance(0.15) ? null : random.pick(from));

  await put(
    'account',
    Object.entries(ACCOUNTS).map(([name, id]) => ({ id, values: { name } })),
  );
  const accountOf = { ann: ACCOUNTS.acme, bob: null, eve: ACCOUNTS.acme };
  await put(
    'contact',
    Object.entries(PEOPLE).map(([name, id]) => ({
      id,
      values: { name, account: accountOf[name as keyof typeof PEOPLE] },
    })),
  );
  const people = Object.values(PEOPLE);
  const roots = make(4, (index) => ({ name: `root ${index}`, owner: maybe(people) }));
  const trunks = make(6, (index) => ({ name: `trunk ${index}`, root: maybe(idsOf(roots)) }));
  const branches = make(10, (index) => ({
    name: index === 0 ? null : `branch ${index}`,
    trunk: maybe(idsOf(trunks)),
    shared: maybe([true, false]),
  }));
  // One whole chain for sure, so that no seed leaves it untested.
  roots.push({ id: random.id(), values: { name: 'own root', owner: PEOPLE.ann } });
  trunks.push({ id: random.id(), values: { name: 'own trunk', root: roots.at(-1)?.id ?? null } });
  branches.push({
    id: random.id(),
    values: { name: 'own branch', trunk: trunks.at(-1)?.id ?? null, shared: true },
  });
  await put('contract_root', roots);
  await put('contract_trunk', trunks);
  await put('contract_branch', branches);

  const columns = Object.entries(site.tables.get('contract_sample')?.columns ?? {});
  const targets = { contract_branch: idsOf(branches) };
  const samples = make(SAMPLES, (index) => {
    const values: Record<string, StoredValue> = {};
    for (const [name, column] of columns) {
      if (!isStored(column) || name === 'number' || name === 'code') continue;
      const pool = hostileValues(column, targets).filter((value) => harness.holds(name, column, value));
      if (pool.length === 0) continue;
      // The first records walk through every value; the rest mix them.
      values[name] = random.chance(0.15)
        ? null
        : (pool[index < pool.length && random.chance(0.5) ? index : random.below(pool.length)] ?? null);
    }
    return { ...values, code: random.chance(0.3) ? null : `code ${index}` };
  });
  const distinct = new Map<string, ImportedRecord>();
  for (const sample of samples) {
    const { owner, day } = sample.values as RecordValues;
    distinct.set(owner && day ? `${owner} ${day}` : sample.id, sample);
  }
  const own = {
    owner: PEOPLE.ann,
    branch: branches.at(-1)?.id ?? null,
    name: 'own',
    state: 'a',
    active: true,
  };
  await put('contract_sample', [...distinct.values(), { id: random.id(), values: own }]);
}
