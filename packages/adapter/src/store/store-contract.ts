import { runsActions } from './contract/action-contract.ts';
import { type Harness, openHarness } from './contract/harness.ts';
import { fill } from './contract/hostile-records.ts';
import type { Holds } from './contract/hostile-values.ts';
import { answersOpenedToRead, makesNothingToRead } from './contract/open-to-read-contract.ts';
import {
  agreesOnEveryOperator,
  agreesOnEveryRecord,
  agreesOnRandomQueries,
  showsRelatedRecordsByTheirRights,
  tellsVersionsByWhatIsSeen,
} from './contract/read-contract.ts';
import {
  findsWhatMayBeRead,
  followsWrites,
  hintsOnlyAtReadableWords,
  takesQueriesAsWords,
} from './contract/search-contract.ts';
import { ordersByRecordsAlone } from './contract/search-order-contract.ts';
import {
  doesAllOrNothing,
  keepsUniqueUnderRaces,
  numbersRecords,
  refusesCreates,
  refusesUpdates,
  replaysByKey,
} from './contract/write-contract.ts';
import type { Store } from './store.ts';

export {
  type ProvedStore,
  type ProveStoreOptions,
  proveStore,
  type WorldLimits,
} from '../oracle/prove-store.ts';
export { type RepelIncidentsOptions, repelIncidents } from '../oracle/repel-incidents.ts';

export interface StoreContractOptions {
  /** What the store is called in the names of the tests. */
  readonly name: string;
  /** Makes an empty store, not open; the contract calls its `open` and `openToRead`, and its `close` at the end. */
  readonly open: () => Promise<Store>;
  /** Registers a test, as `test` of `node:test` and `it` of most others do. */
  readonly test: (name: string, run: () => Promise<void>) => unknown;
  /**
   * Which of the difficult values the store can keep at all; absent: every one. For stores whose types end sooner than
   * ours, such as Dataverse with its whole seconds; they refuse what they cannot keep.
   */
  readonly holds?: Holds;
  /** Repeats a run whose seed a failure named; absent: another one each time. */
  readonly seed?: number;
}

/** Each on a store of its own; `filled` ones begin with the difficult records. */
const CASES: readonly (readonly [string, boolean, (harness: Harness) => Promise<void>])[] = [
  ['agrees with the reference on every operator and column', true, agreesOnEveryOperator],
  ['agrees on random queries of every subject, page by page', true, agreesOnRandomQueries],
  ['shows every record to every subject as the reference does', true, agreesOnEveryRecord],
  ['shows labels, expanded records and counts by the rights on them', true, showsRelatedRecordsByTheirRights],
  ['tells versions apart by the cells a reader sees', true, tellsVersionsByWhatIsSeen],
  ['refuses creates in the order of the contract', true, refusesCreates],
  ['refuses updates and deletes without telling what exists', true, refusesUpdates],
  ['does all steps of a write or none', true, doesAllOrNothing],
  ['does a write with an idempotency key once', true, replaysByKey],
  ['numbers records once each', true, numbersRecords],
  ['keeps unique values unique under races', false, keepsUniqueUnderRaces],
  ['runs the steps of named commands', true, runsActions],
  ['finds exactly what may be read', true, findsWhatMayBeRead],
  ['takes hostile search text as words', true, takesQueriesAsWords],
  ['corrects and completes only by words that may be read', true, hintsOnlyAtReadableWords],
  ['searches what was written a moment ago', true, followsWrites],
  ['orders what is found by the records alone', false, ordersByRecordsAlone],
  ['answers, opened to read, and refuses what changes', true, answersOpenedToRead],
];

/** On stores that nobody has opened. */
const UNOPENED: readonly (readonly [string, (store: Store) => Promise<void>])[] = [
  ['makes nothing, opened to read, and says what is missing', makesNothingToRead],
];

/**
 * The tests that make a store a store: difficult records, permissions of every kind and random queries, with
 * answers compared to those of the reference interpreter, and checks that the cases were not vacuous.
 *
 * ```ts
 * import { test } from 'node:test';
 * storeContract({ name: 'my store', open: async () => createMyStore(), test });
 * ```
 *
 * Every test name carries the seed; the same seed makes the same records and queries again.
 */
export function storeContract({ name, open, test, seed, holds }: StoreContractOptions): void {
  const number = seed ?? Math.floor(Math.random() * 2 ** 31);
  for (const [title, filled, run] of CASES) {
    test(`${name} ${title} (seed ${number})`, async () => {
      const harness = await openHarness(open, number, holds);
      try {
        if (filled) await fill(harness);
        await run(harness);
      } finally {
        await harness.store.close();
      }
    });
  }
  for (const [title, run] of UNOPENED) {
    test(`${name} ${title} (seed ${number})`, async () => {
      const store = await open();
      try {
        await run(store);
      } finally {
        await store.close();
      }
    });
  }
}
