/** A table of Dataverse as its metadata describes it, as far as the store depends on it. */
export interface TableDefinition {
  readonly name: string;
  readonly entitySet: string;
  readonly key: string;
  readonly primaryName: string | null;
  readonly changeTracking: boolean;
  readonly columns: ReadonlyMap<string, ColumnDefinition>;
  readonly lookups: readonly LookupDefinition[];
  readonly keys: readonly KeyDefinition[];
}

export interface ColumnDefinition {
  readonly name: string;
  /** As metadata names it: `String`, `Memo`, `Picklist`, `Lookup`, `Customer`, … */
  readonly type: string;
  /** Of text. */
  readonly maxLength?: number;
  /** Of choices: the integers there are. */
  readonly options?: ReadonlySet<number>;
}

/** One table a lookup may point to. */
export interface LookupDefinition {
  readonly column: string;
  readonly target: string;
  readonly navigation: string;
}

export interface KeyDefinition {
  readonly name: string;
  readonly columns: readonly string[];
  /** The index of a key is built in the background; until it is `Active`, nothing is unique. */
  readonly status: string;
}
