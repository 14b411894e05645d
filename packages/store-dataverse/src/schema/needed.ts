/** What a mapping needs of a table of Dataverse. */
export interface NeededTable {
  readonly name: string;
  /** Our tables that are kept there. */
  readonly tables: readonly string[];
  /** Present when Portico may make the table: how people see it, and its primary name column. */
  readonly make: {
    readonly label: string;
    readonly pluralLabel: string;
    readonly entitySet: string;
    readonly primaryName: string;
  } | null;
  readonly columns: readonly NeededColumn[];
  readonly keys: readonly NeededKey[];
  /** The search index follows its changes. */
  readonly changeTracking: boolean;
}

export interface NeededColumn {
  readonly name: string;
  /** Our table and column, `article.summary`. */
  readonly for: string;
  readonly label: string;
  /** Whether Portico may make it: a column under its own prefix. */
  readonly custom: boolean;
  readonly shape: ColumnShape;
}

export type ColumnShape =
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'integer' | 'decimal'; readonly min: number; readonly max: number }
  | { readonly type: 'boolean' | 'datetime' | 'date' | 'id' }
  /** Labels by integer. */
  | { readonly type: 'choice'; readonly options: ReadonlyMap<number, string> }
  | {
      readonly type: 'lookup';
      readonly targets: readonly { readonly table: string; readonly navigation: string }[];
    };

export interface NeededKey {
  readonly name: string;
  readonly column: string;
  readonly for: string;
}
