import { type CountPlan, type Follow, matches, type RecordSource } from '@portico/adapter/store';
import type { Filter, StoredRecord } from '@portico/protocol';
import type { LookupTargets } from './lookup-targets.ts';
import { keyOf, Wanted } from './wanted.ts';

/** A row as it was read: the record it holds, and the version that a change of it must still find. */
export interface LoadedRow {
  readonly record: StoredRecord;
  readonly etag: string;
}

/**
 * The rows read so far for one request. Whoever computes over it gets a provisional answer where a row has
 * not been read (it seems not to exist) and leaves a wish; see `evaluate`, which reads what was wished for and
 * computes again, until nothing is missing. So rows are read in batches, in as many rounds as one depends on
 * another, and the code that computes need not know where they come from.
 */
export class Snapshot implements RecordSource {
  readonly #targets: LookupTargets;
  /** By table and id; null where it is known that there is no such row. */
  readonly #rows = new Map<string, Map<string, LoadedRow | null>>();
  /** Ids of the candidates for a query, by its key: all that match it, and maybe others. */
  readonly #candidates = new Map<string, readonly string[]>();
  readonly #counts = new Map<CountPlan, Map<string, number>>();
  readonly #highest = new Map<string, number>();
  #wanted = new Wanted();

  constructor(targets: LookupTargets) {
    this.#targets = targets;
  }

  /** What was asked for in vain since the last call. */
  takeWanted(): Wanted {
    const wanted = this.#wanted;
    this.#wanted = new Wanted();
    return wanted;
  }

  addRow(table: string, id: string, row: LoadedRow | null): void {
    let rows = this.#rows.get(table);
    if (!rows) {
      rows = new Map();
      this.#rows.set(table, rows);
    }
    // A row that came twice stays as it came first: one answer shows one version of it.
    if (!rows.has(id)) rows.set(id, row);
  }

  addCandidates(key: string, ids: readonly string[]): void {
    this.#candidates.set(key, ids);
  }

  addCount(plan: CountPlan, id: string, count: number): void {
    let counts = this.#counts.get(plan);
    if (!counts) {
      counts = new Map();
      this.#counts.set(plan, counts);
    }
    counts.set(id, count);
  }

  addHighest(table: string, column: string, highest: number): void {
    this.#highest.set(`${table}.${column}`, highest);
  }

  row(table: string, id: string): LoadedRow | undefined {
    const row = this.#rows.get(table)?.get(id);
    if (row === undefined) this.#wanted.addId(table, id);
    return row ?? undefined;
  }

  find(table: string, id: string): StoredRecord | undefined {
    return this.row(table, id)?.record;
  }

  /** Ids of rows that may match; all that do are among them. */
  candidates(table: string, filter: Filter): readonly string[] {
    if (filter.type === 'nothing') return [];
    const key = keyOf({ table, filter });
    const known = this.#candidates.get(key);
    if (!known) this.#wanted.queries.set(key, { table, filter });
    return known ?? [];
  }

  *matching(table: string, filter: Filter): Generator<StoredRecord> {
    for (const id of this.candidates(table, filter)) {
      const record = this.find(table, id);
      if (record && this.matches(table, filter, record)) yield record;
    }
  }

  count(plan: CountPlan, id: string): number {
    const known = this.#counts.get(plan)?.get(id);
    if (known === undefined) this.#wanted.addCount(plan, id);
    return known ?? 0;
  }

  matches(table: string, filter: Filter, record: StoredRecord): boolean {
    return matches(filter, record, followFrom(this, this.#targets, table));
  }

  /** The highest number that stands in a numbered column. */
  highest(table: string, column: string, prefix: string): number {
    const key = `${table}.${column}`;
    const known = this.#highest.get(key);
    if (known === undefined) this.#wanted.numbers.set(key, { table, column, prefix });
    return known ?? 0;
  }
}

/** The way along lookups, from a table on, over whatever `source` finds. */
export function followFrom(
  source: Pick<RecordSource, 'find'>,
  targets: LookupTargets,
  table: string,
): Follow {
  return (record, lookup) => {
    const target = targets(table, lookup);
    const id = record[lookup];
    if (target === null || typeof id !== 'string') return null;
    const found = source.find(target, id);
    return found ? { record: found, follow: followFrom(source, targets, target) } : null;
  };
}
