import type { CountPlan } from '@portico/adapter/store';
import type { Filter } from '@portico/protocol';

/** A table asked for by a filter. */
export interface WantedQuery {
  readonly table: string;
  readonly filter: Filter;
}

/** A numbered column, whose highest number is asked for. */
export interface WantedNumber {
  readonly table: string;
  readonly column: string;
  readonly prefix: string;
}

/** What a computation over a snapshot asked for in vain. */
export class Wanted {
  /** Ids of rows, by table. */
  readonly ids = new Map<string, Set<string>>();
  /** By {@link keyOf}. */
  readonly queries = new Map<string, WantedQuery>();
  /** Ids of the rows pointed to, by plan. */
  readonly counts = new Map<CountPlan, Set<string>>();
  /** By table and column. */
  readonly numbers = new Map<string, WantedNumber>();

  get empty(): boolean {
    return this.ids.size + this.queries.size + this.counts.size + this.numbers.size === 0;
  }

  addId(table: string, id: string): void {
    addTo(this.ids, table, id);
  }

  addCount(plan: CountPlan, id: string): void {
    addTo(this.counts, plan, id);
  }
}

/** The same for the same question. */
export function keyOf({ table, filter }: WantedQuery): string {
  return `${table} ${JSON.stringify(filter)}`;
}

function addTo<K>(sets: Map<K, Set<string>>, key: K, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
