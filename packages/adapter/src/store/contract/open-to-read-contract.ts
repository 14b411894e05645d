import type { TableSchema } from '@portico/protocol';
import { MissingTablesError } from '../missing-tables-error.ts';
import type { Store } from '../store.ts';
import { assertSame, assertTrue } from './assert.ts';
import { contractSite } from './contract-site.ts';
import type { Harness } from './harness.ts';
import { agreesOnEveryRecord } from './read-contract.ts';
import { SUBJECTS } from './subjects.ts';
import { compareTables } from './write-contract.ts';

const TABLE = 'contract_sample';

/** A store opened to read makes no table and no column: it says which are missing, as often as it is asked. */
export async function makesNothingToRead(store: Store): Promise<void> {
  const { storeTables } = contractSite();
  // Had the first try made them, the second would open.
  for (const time of ['first', 'second'])
    assertTrue((await missing(store, storeTables)) !== '', `the ${time} try says what is missing`);
  await store.open(storeTables);
  const grown = storeTables.map((table) =>
    table.name === TABLE ? { ...table, columns: { ...table.columns, addition: ADDITION } } : table,
  );
  for (const time of ['first', 'second'])
    assertTrue((await missing(store, grown)).includes('addition'), `the ${time} try says what was added`);
  await store.openToRead(storeTables);
}

const ADDITION = { type: 'text', label: 'Addition', maxLength: 50, classification: 'public' } as const;

/** Lists and records are as ever; writes and searches are refused, and leave everything as it was. */
export async function answersOpenedToRead(harness: Harness): Promise<void> {
  const { store, planner, site } = harness;
  await store.openToRead(site.storeTables);
  const create = planner.create(SUBJECTS.full, TABLE, { name: 'new' }, harness.context());
  await mustRefuse(store.write(create), 'a write');
  const request = { text: 'word', mode: 'search', facets: false, limit: 10, offset: 0 } as const;
  await mustRefuse(store.search(planner.search(SUBJECTS.full, request)), 'a search');
  await agreesOnEveryRecord(harness);
  assertTrue((await compareTables(harness, 'opening to read')) > 0, 'the store has no records');
  await store.ping();
}

/** What the store says is missing, as one text. */
async function missing(store: Store, tables: readonly TableSchema[]): Promise<string> {
  const error = await store.openToRead(tables).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MissingTablesError))
    throw new Error(`a MissingTablesError was expected, not ${error}`, { cause: error });
  return error.faults.join('\n');
}

async function mustRefuse(promise: Promise<unknown>, about: string): Promise<void> {
  const outcome = await promise.then(
    () => 'done',
    () => 'refused',
  );
  assertSame(outcome, 'refused', `${about} to a store opened to read`);
}
