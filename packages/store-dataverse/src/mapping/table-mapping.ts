import type { ColumnMapping } from './column-mapping.ts';

/** A value as the Web API writes it in JSON. */
export type RawValue = string | number | boolean | null;

/**
 * How a Portico table is kept in Dataverse. Logical names are lower case; navigation properties are
 * case-sensitive schema names. In the files of this folder, names that begin with `portico_` are custom ones: they take
 * the publisher's prefix of the site.
 */
export interface TableMapping {
  /** Logical name of the Dataverse table, `incident`. */
  readonly table: string;
  /** Name in the URL, `incidents`. */
  readonly entitySet: string;
  /** Primary key column, `incidentid`. */
  readonly key: string;
  /** By our column. Complete once {@link mappingsFor} made it: every stored column of the table. */
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  /** Rows that are records of ours; every one of them must hold. Absent: every row is. */
  readonly rows?: readonly RowCondition[];
  /** Sent with every create, beside the values of the record. */
  readonly fixed?: Readonly<Record<string, RawValue>>;
  /** Text for people in Dataverse, copied from a column of ours and cut to `maxLength`; never read. */
  readonly copies?: readonly CopiedText[];
  /** False where no column can be added to the table. */
  readonly extensible?: false;
  /** The whole table is Portico's: made by the convention, not known to Dataverse. */
  readonly custom?: true;
  /** How the uniqueness of a set of our columns is kept. Filled in by {@link mappingsFor}. */
  readonly unique?: readonly UniqueKey[];
}

/** A row is a record of ours only where the column has (`eq`) or has not (`ne`) this value. */
export interface RowCondition {
  readonly name: string;
  readonly operator: 'eq' | 'ne';
  readonly value: RawValue;
  /** How the value is written in a filter; `id` is a GUID without quotes. */
  readonly type?: 'id';
}

export interface CopiedText {
  readonly name: string;
  readonly from: string;
  readonly maxLength: number;
}

/**
 * Dataverse compares text without regard to case, so values themselves cannot be a key: `name` holds a
 * digest of them (see {@link uniqueValues}) under the alternate key `key`. Empty where a value is.
 */
export interface UniqueKey {
  readonly columns: readonly string[];
  readonly name: string;
  readonly key: string;
}

/** The mapping of each table of a site, by our name. */
export type Mappings = Readonly<Record<string, TableMapping>>;

export type {
  ChoiceMapping,
  ColumnMapping,
  LookupMapping,
  PackedMapping,
  PatternMapping,
  TextMapping,
} from './column-mapping.ts';
