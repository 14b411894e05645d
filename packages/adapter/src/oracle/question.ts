import type {
  Filter,
  ProblemCode,
  RecordQuery,
  StoredRecord,
  StoredValue,
  TableRecord,
} from '@portico/protocol';

/** What a person asks of a world. Lists are asked page by page and judged as a whole. */
export type Question =
  | { readonly type: 'list'; readonly table: string; readonly query: Omit<RecordQuery, 'cursor'> }
  | {
      readonly type: 'get';
      readonly table: string;
      readonly id: string;
      readonly select?: readonly string[];
      readonly expand?: readonly string[];
    }
  | {
      readonly type: 'search';
      readonly text: string;
      readonly tables?: readonly string[];
      readonly filter?: Filter;
      readonly facets: boolean;
    }
  | {
      readonly type: 'create';
      readonly table: string;
      readonly values: Readonly<Record<string, StoredValue>>;
    }
  | {
      readonly type: 'update';
      readonly table: string;
      readonly id: string;
      readonly changes: Readonly<Record<string, StoredValue>>;
    }
  | { readonly type: 'delete'; readonly table: string; readonly id: string };

/** The id a create gives its record, and its time: handed to the adapter and to the oracle alike. */
export interface Moment {
  readonly now: string;
  readonly newId: string;
}

/** A record as shown, without its ETag, which is the store's own business. */
export type ShownRecord = Omit<TableRecord, 'etag'>;

export interface FacetAnswer {
  readonly table: string;
  readonly column: string;
  /** By stored value. */
  readonly counts: ReadonlyMap<StoredValue, number>;
}

/** What must come back. */
export type Answer =
  | { readonly type: 'problem'; readonly code: ProblemCode }
  /** All pages joined, in order. `count` where it was asked for. */
  | { readonly type: 'list'; readonly records: readonly ShownRecord[]; readonly count?: number }
  | { readonly type: 'record'; readonly record: ShownRecord }
  /** Which records are found, not in what order: ranking is the store's. */
  | {
      readonly type: 'hits';
      readonly ids: ReadonlySet<string>;
      readonly facets: readonly FacetAnswer[];
    }
  /** What the writer is shown of it (null: made or changed, and not shown), and how the world is afterwards. */
  | {
      readonly type: 'written';
      readonly shown: ShownRecord | null;
      readonly table: string;
      readonly id: string;
      /** Null when deleted. */
      readonly after: StoredRecord | null;
    };
