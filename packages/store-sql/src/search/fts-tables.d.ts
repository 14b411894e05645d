import type { TableSchema } from '@portico/protocol';
/** One visibility class of a searched table: its full-text index and its list of words. */
export interface FtsClass {
  readonly table: TableSchema;
  readonly visibility: string;
  /** Indexed columns, in the order of the index. */
  readonly columns: readonly string[];
  /** The index: of stems, by indexed column. */
  readonly index: string;
  /** FTS5 only: `fts5vocab` over `index`: stems, and how many records have each. */
  readonly stems: string;
  /** Whole words, for spelling and completion; with FTS5, the `fts5vocab` over them. */
  readonly words: string;
  readonly vocabulary: string;
}
export declare function ftsClasses(table: TableSchema): FtsClass[];
export declare function ftsClass(table: TableSchema, visibility: string): FtsClass;
/** Columns are prefixed in the index, where `rank` and `rowid` mean something else. */
export declare function ftsColumn(column: string): string;
