/** Where a lookup may point, under the name of the navigation property (case-sensitive) that sets it. */
export interface LookupTarget {
  readonly table: string;
  /** On the referencing table: `customerid_contact`. */
  readonly navigation: string;
  /** On the referenced table, the collection of rows that point at it: `incident_customer_contacts`. */
  readonly collection: string;
  /** What becomes of the pointing rows when the target goes; `clear` unless told. */
  readonly onDelete?: 'clear' | 'restrict' | 'cascade';
}

interface Common {
  /** Refused when a row is created without it, or when it is cleared. */
  readonly required?: boolean;
  /** `always` for what the platform writes, `update` for what may be given on create only. */
  readonly readOnly?: 'always' | 'update';
  /** For custom columns; the logical name in lower case elsewhere. */
  readonly schemaName?: string;
  readonly label?: string;
}

export type Options = Readonly<Record<number, string>>;

export type ColumnDefinition = Common &
  (
    | {
        readonly type: 'text' | 'memo';
        /** UTF-16 units. */
        readonly maxLength: number;
        readonly autoNumber?: string;
        readonly default?: string;
      }
    | {
        readonly type: 'integer' | 'bigint' | 'decimal' | 'double' | 'money';
        readonly min?: number;
        readonly max?: number;
        /** Digits after the point, 2 unless told. */
        readonly precision?: number;
        readonly default?: number;
      }
    | { readonly type: 'boolean'; readonly default?: boolean; readonly labels?: readonly [string, string] }
    | { readonly type: 'datetime' | 'date' | 'guid' | 'key'; readonly default?: string }
    | { readonly type: 'choice'; readonly options: Options; readonly default?: number }
    | { readonly type: 'state'; readonly options: Options }
    | { readonly type: 'status'; readonly options: Options }
    | { readonly type: 'lookup'; readonly targets: readonly LookupTarget[] }
    /** The logical name of the table a polymorphic lookup points at, as `objecttypecode` has it. */
    | { readonly type: 'entityname'; readonly of: string }
  );

export type ColumnType = ColumnDefinition['type'];
export type LookupColumn = Extract<ColumnDefinition, { type: 'lookup' }>;
export type Columns = Readonly<Record<string, ColumnDefinition>>;

/** `statuscode` values of each `statecode`; the first is its default. */
export type StatusByState = Readonly<Record<number, readonly number[]>>;

export interface AlternateKey {
  readonly name: string;
  readonly columns: readonly string[];
}

/** One table as Dataverse would describe it, with columns by logical name. */
export interface TableDefinition {
  readonly name: string;
  /** `EntitySetName`: `incidents`. */
  readonly set: string;
  readonly label: string;
  readonly key: string;
  /** Of the column whose text stands for the row in formatted lookups. */
  readonly primaryName: string;
  readonly columns: Columns;
  readonly status?: StatusByState;
  readonly keys?: readonly AlternateKey[];
  /** Off unless told, as it is for custom tables. */
  readonly changeTracking?: boolean;
  readonly custom?: boolean;
  readonly schemaName?: string;
}
