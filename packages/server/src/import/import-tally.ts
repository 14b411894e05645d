/** What became of the records of one table. */
export interface TableTally {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

export interface Failure {
  readonly place: string;
  readonly reason: string;
}

/** Failures kept word for word; beyond it they are only counted. */
const MAX_FAILURES = 1000;

/** Counts what an import did, by table, and tells of each failure as it happens. */
export class ImportTally {
  readonly tables = new Map<string, TableTally>();
  readonly failures: Failure[] = [];
  failed = 0;
  readonly #onFailure: (failure: Failure, count: number) => void;

  constructor(onFailure: (failure: Failure, count: number) => void = () => {}) {
    this.#onFailure = onFailure;
  }

  count(table: string, outcome: keyof TableTally): void {
    const tally = this.tables.get(table) ?? { created: 0, updated: 0, unchanged: 0, failed: 0 };
    tally[outcome] += 1;
    this.tables.set(table, tally);
  }

  /** A record that was refused, or with `table` null an item that could not be read. */
  fail(table: string | null, place: string, reason: string): void {
    if (table !== null) this.count(table, 'failed');
    this.failed += 1;
    const failure = { place, reason };
    if (this.failures.length < MAX_FAILURES) this.failures.push(failure);
    this.#onFailure(failure, this.failed);
  }
}
