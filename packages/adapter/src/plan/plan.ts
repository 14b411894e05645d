import type { Filter, StoredRecord, StoredValue, TableSchema } from '@portico/protocol';

/** What one table permission gives a subject: the records it covers, and the columns in those records. */
export interface Grant {
  /** The permission's id. */
  readonly permission: string;
  readonly filter: Filter;
  readonly columns: ReadonlySet<string>;
}

/**
 * How records of a table are shown to a subject. A record is visible where some grant's filter holds; a
 * cell where some grant whose filter holds for that record also covers the column.
 */
export interface Projection {
  readonly table: TableSchema;
  readonly grants: readonly Grant[];
  /** Columns to return, of those some grant covers. */
  readonly select: readonly string[];
  /** One for each selected lookup. */
  readonly lookups: readonly LookupPlan[];
  /** One for each selected count column. */
  readonly counts: readonly CountPlan[];
}

/** The label of a lookup shows where the target record is visible and its title column covered there. */
export interface LookupPlan {
  readonly column: string;
  readonly target: TableSchema;
  /** Read grants on the target; none: no label. */
  readonly grants: readonly Grant[];
  /** Present when the request expands this lookup; its own lookups are not expanded further. */
  readonly expand?: Projection;
}

/** Counts the records of `table` whose `lookup` points to the record, and for which `visible` holds. */
export interface CountPlan {
  readonly column: string;
  readonly table: TableSchema;
  readonly lookup: string;
  readonly visible: Filter;
}

/** Where a record cannot be read in the sort column, the column sorts as null there. */
export interface SortKey {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
  readonly readable: Filter;
}

/** The last record of the page before: its sort values in the order of the keys, and its id. */
export interface Position {
  readonly values: readonly StoredValue[];
  readonly id: string;
}

export interface ListPlan {
  readonly type: 'list';
  readonly projection: Projection;
  /** The visitor's own filter, already guarded so that it holds only where its columns may be read. */
  readonly where: Filter;
  /** Never empty at its end: ties fall to the id, ascending. */
  readonly sort: readonly SortKey[];
  readonly limit: number;
  readonly after: Position | null;
  readonly count: boolean;
}

export interface GetPlan {
  readonly type: 'get';
  readonly projection: Projection;
  readonly id: string;
}

export type ReadPlan = ListPlan | GetPlan;

/** A lookup that a write sets: the record pointed to must exist and satisfy `allowed`, in the same transaction. */
export interface ReferenceCheck {
  readonly column: string;
  readonly target: TableSchema;
  readonly id: string;
  readonly allowed: Filter;
}

/** Refused with `etag_mismatch` when the record as these grants show it has another ETag. */
export interface ExpectedEtag {
  readonly etag: string;
  readonly grants: readonly Grant[];
}

export interface CreateStep {
  readonly type: 'create';
  readonly table: TableSchema;
  /** Complete: every stored column, defaults and stamps filled in. Numbered columns are null: the store counts. */
  readonly record: StoredRecord;
  /** The record as it is stored must satisfy this, else `permission_denied`. */
  readonly allowed: Filter;
  readonly references: readonly ReferenceCheck[];
  /** When a unique set is taken: refuse with `duplicate_record`, leave the present record, or give it these values. */
  readonly onDuplicate: 'refuse' | 'keep' | 'replace';
}

export interface UpdateStep {
  readonly type: 'update';
  readonly table: TableSchema;
  /** One record by id, or every record the filter finds (then it is no error to find none). */
  readonly target: { readonly id: string } | { readonly every: Filter };
  readonly changes: Readonly<Record<string, StoredValue>>;
  /** Must hold before; else `permission_denied` where `readable` holds, and `not_found` where not. */
  readonly before: Filter;
  /** Must hold after, else `permission_denied`. */
  readonly after: Filter;
  readonly readable: Filter;
  /** A state the command needs, else `action_not_possible`. */
  readonly when: Filter;
  readonly references: readonly ReferenceCheck[];
  readonly expected?: ExpectedEtag;
}

export interface DeleteStep {
  readonly type: 'delete';
  readonly table: TableSchema;
  readonly target: { readonly id: string } | { readonly every: Filter };
  readonly before: Filter;
  readonly readable: Filter;
  readonly expected?: ExpectedEtag;
}

/** Asks without changing: the record must satisfy `before` (see {@link UpdateStep}) and `when`. */
export interface RequireStep {
  readonly type: 'require';
  readonly table: TableSchema;
  readonly id: string;
  readonly before: Filter;
  readonly readable: Filter;
  readonly when: Filter;
}

export type WriteStep = CreateStep | UpdateStep | DeleteStep | RequireStep;

/** Steps done all or not at all, in order, in one transaction with their audit entries and idempotency key. */
export interface WritePlan {
  readonly type: 'write';
  readonly steps: readonly WriteStep[];
  /** The record the request is about; what a replay answers with. */
  readonly result: { readonly table: string; readonly id: string };
  readonly audit: {
    readonly event: string;
    readonly contact: string | null;
    readonly permission: string | null;
    /** UTC. Also the value of `created_at` and `updated_at`, which the plan has filled in. */
    readonly at: string;
  };
  readonly idempotency?: {
    readonly scope: string;
    readonly key: string;
    readonly fingerprint: string;
  };
}

/** A visibility class of a table, and what of it the subject may search. */
export interface SearchClassPlan {
  /** The value of the table's visibility column; the name of the index. */
  readonly visibility: string;
  /** Read grants as they stand for records of this class; never empty. */
  readonly grants: readonly Grant[];
  /**
   * The subject may read every indexed column of every record of the class. Only then may ranking,
   * completion and spelling use the statistics of its index.
   */
  readonly whole: boolean;
}

export interface SearchTablePlan {
  readonly projection: Projection;
  /** Indexed columns that some grant covers. A term counts only where the column may be read. */
  readonly columns: readonly string[];
  readonly classes: readonly SearchClassPlan[];
  /** The visitor's own filter, guarded. */
  readonly where: Filter;
  /** Columns to count values of; each readable somewhere, and counted only where readable. */
  readonly facets: readonly string[];
}

export interface SearchPlan {
  readonly type: 'search';
  /** As typed, at most 256 characters. Stores tokenize it with `search/tokenize.ts`, never hand it to an engine. */
  readonly text: string;
  readonly tables: readonly SearchTablePlan[];
  readonly limit: number;
  readonly offset: number;
  /** The last word may be unfinished: it matches as a prefix. */
  readonly prefix: boolean;
  /** Try a corrected spelling when nothing is found. */
  readonly correct: boolean;
  /** How many completions of the last word to offer. */
  readonly completions: number;
}

declare const made: unique symbol;

/** Plans are opaque to all but `make-plan.ts`, which alone can make them, and stores, which alone run them. */
export type Made<P> = P & { readonly [made]: true };
