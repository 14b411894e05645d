import type { TableSchema } from '@portico/protocol';

/** One visibility class of a searched table: its full-text index and its list of words. */
export interface FtsClass {
  readonly table: TableSchema;
  readonly visibility: string;
  /** Indexed columns, in the order of the index. */
  readonly columns: readonly string[];
  /** FTS5 table of stems, one column per indexed column. */
  readonly index: string;
  /** `fts5vocab` over `index`: stems, and how many records have each. */
  readonly stems: string;
  /** FTS5 table of whole words, and the `fts5vocab` over it, for spelling and completion. */
  readonly words: string;
  readonly vocabulary: string;
}

export function ftsClasses(table: TableSchema): FtsClass[] {
  const { search } = table;
  const visibility = search && table.columns[search.visibility];
  if (!search || visibility?.type !== 'choice') return [];
  return visibility.choices.map(({ value }) => ftsClass(table, value));
}

export function ftsClass(table: TableSchema, visibility: string): FtsClass {
  const name = `${table.name}__${encoded(visibility)}`;
  return {
    table,
    visibility,
    columns: Object.keys(table.search?.weights ?? {}),
    index: `_fts__${name}`,
    stems: `_stems__${name}`,
    words: `_words__${name}`,
    vocabulary: `_vocabulary__${name}`,
  };
}

/** Columns are prefixed in the index, where `rank` and `rowid` mean something else. */
export function ftsColumn(column: string): string {
  return `c_${column}`;
}

/** A choice value as part of a name; different values give different names. */
function encoded(value: string): string {
  return value.replace(/[^a-z0-9]/g, (letter) => `_${letter.charCodeAt(0).toString(16)}_`);
}
