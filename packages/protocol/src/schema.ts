/** What kind of person or secret a column holds. Drives checks, logs and exports. */
export type Classification = 'public' | 'internal' | 'personal' | 'secret';

interface ColumnBase {
  /** Shown to people; sentence case, no colon. */
  readonly label: string;
  readonly classification: Classification;
  /** A create without a value is refused. Absent values are `null`. */
  readonly required?: boolean;
  /** Set by the adapter alone; a request that names it for writing is refused. */
  readonly readOnly?: boolean;
}

/** Plain text. `maxLength` counts UTF-16 code units, as HTML's `maxlength` does. */
export interface TextColumn extends ColumnBase {
  readonly type: 'text';
  readonly maxLength: number;
  readonly format?: 'multiline' | 'email' | 'phone' | 'url';
  /** The HTML `autocomplete` token a form offers for this column. */
  readonly autocomplete?: string;
  readonly default?: string;
  /** Filled at create with this prefix and the next number of the table, `CAS-00042`. */
  readonly numbering?: string;
  /** Filled at create with the display name of the subject. */
  readonly stamp?: 'display_name';
}

/**
 * HTML that is sanitized before it is stored. With `rendersFrom` it is derived by the adapter from the
 * Markdown text of that column at every write, and is read-only.
 */
export interface HtmlColumn extends ColumnBase {
  readonly type: 'html';
  readonly maxLength: number;
  readonly rendersFrom?: string;
}

/** A whole number (within ±2^53) or a decimal. */
export interface NumberColumn extends ColumnBase {
  readonly type: 'integer' | 'decimal';
  readonly min?: number;
  readonly max?: number;
  readonly default?: number;
}

export interface BooleanColumn extends ColumnBase {
  readonly type: 'boolean';
  readonly default?: boolean;
}

/** `datetime` is UTC, `2026-01-31T08:00:00.000Z`; `date` is `2026-01-31`. Both sort as text. */
export interface DateColumn extends ColumnBase {
  readonly type: 'datetime' | 'date';
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of a fixed list of values. */
export interface ChoiceColumn extends ColumnBase {
  readonly type: 'choice';
  readonly choices: readonly Choice[];
  readonly default?: string;
}

/** A reference to one record of one table. */
export interface LookupColumn extends ColumnBase {
  readonly type: 'lookup';
  readonly target: string;
}

/**
 * Computed at read over the records of another table that the reader may read, so a number never tells
 * of records a reader may not see. Never stored, filtered or sorted by.
 */
export interface CountColumn extends ColumnBase {
  readonly type: 'count';
  /** The table whose records are counted, and its lookup that points here. */
  readonly of: string;
  readonly lookup: string;
}

export type ColumnSchema =
  | TextColumn
  | HtmlColumn
  | NumberColumn
  | BooleanColumn
  | DateColumn
  | ChoiceColumn
  | LookupColumn
  | CountColumn;

export type ColumnType = ColumnSchema['type'];

/** How a table takes part in search. */
export interface SearchSchema {
  /** Indexed columns (text or html) and their weights in ranking. */
  readonly weights: Readonly<Record<string, number>>;
  /**
   * A choice column that says who may see the record. Each value has an index of its own, because ranking
   * statistics of a shared index tell of records that the searcher may not see.
   */
  readonly visibility: string;
  /** The column the excerpt is taken from. */
  readonly excerpt: string;
  /** Choice, lookup or text columns offered as facets. */
  readonly facets: readonly string[];
}

export interface TableSchema {
  /** Logical name: lower case, digits and underscores. */
  readonly name: string;
  readonly label: string;
  readonly pluralLabel: string;
  /** The column that stands for a record in lists and lookup labels. */
  readonly title: string;
  /** Every column but `id`, which all tables have. */
  readonly columns: Readonly<Record<string, ColumnSchema>>;
  /** Sets of columns whose values together identify one record; a second one is refused. */
  readonly unique?: readonly (readonly string[])[];
  readonly search?: SearchSchema;
}

/** Logical names of tables and columns. */
export const LOGICAL_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Records are named by random UUIDs in lower case, so ids cannot be guessed or enumerated. */
export const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True of columns that a store keeps; `count` columns are computed at read. */
export function isStored(column: ColumnSchema): column is Exclude<ColumnSchema, CountColumn> {
  return column.type !== 'count';
}
