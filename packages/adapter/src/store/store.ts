import type { StoredValue, TableRecord, TableSchema } from '@portico/protocol';
import type { Evidence } from '../check/evidence.ts';
import type { GetPlan, ListPlan, Made, Position, SearchPlan, WritePlan } from '../plan/plan.ts';

/** What a store can do beyond the contract, so that callers never ask which store it is. */
export interface StoreCapabilities {
  /** Ranks, completes and corrects by an index rather than by reading every record. */
  readonly fullText: boolean;
  /** Several adapter processes may share the records. */
  readonly shared: boolean;
  /** Columns that the store alone sets, whatever a plan says; absent: none. */
  readonly ownColumns?: readonly string[];
}

export interface ListResult {
  readonly records: readonly TableRecord[];
  /** Where the next page starts; null when there is none. */
  readonly next: Position | null;
  readonly count?: number;
}

export interface SearchResult {
  /** Best first. Records carry the projection's columns; scores never leave the store. */
  readonly hits: readonly { readonly table: string; readonly record: TableRecord }[];
  readonly count: number;
  readonly facets: readonly {
    readonly table: string;
    readonly column: string;
    readonly values: readonly {
      readonly value: StoredValue;
      readonly label: string | null;
      readonly count: number;
    }[];
  }[];
  /** The words searched for, after correction. */
  readonly terms: readonly string[];
  readonly corrected: string | null;
  readonly completions: readonly string[];
  readonly more: boolean;
}

/**
 * A back end. It accepts nothing but plans, in which permission is already inside, and answers with records
 * as the subject may see them. A store that cannot express a filter throws; it never approximates.
 * Failures are `ProtocolError`s: those the plan names, and `store_unavailable` or `storage_full`.
 */
export interface Store {
  readonly capabilities: StoreCapabilities;
  /** Makes the tables and indexes; safe to call again and by several processes at once. */
  open(tables: readonly TableSchema[]): Promise<void>;
  /**
   * In place of `open`, or after it, for who only asks: takes the tables as they are, and makes, changes and starts
   * nothing. From then on `list` and `get` answer; `search`, which may need an index of its own, and `write` throw.
   * Not an option of `open`: a store that does not know of it would make the tables after all.
   * @throws MissingTablesError where the tables do not fit
   */
  openToRead(tables: readonly TableSchema[]): Promise<void>;
  list(plan: Made<ListPlan>): Promise<ListResult>;
  /** Null when the record does not exist or is not visible: a caller cannot tell which. */
  get(plan: Made<GetPlan>): Promise<TableRecord | null>;
  search(plan: Made<SearchPlan>): Promise<SearchResult>;
  /** All steps or none. `replayed` when the idempotency key was known; then nothing was done. */
  write(plan: Made<WritePlan>): Promise<{ readonly id: string; readonly replayed: boolean }>;
  /** Answers within a second whether the records can be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** What it can tell of its own guards and rights over the tables, opened or not; asked by `portico check --live`. */
  evidence?(tables: readonly TableSchema[]): Promise<Evidence>;
}
