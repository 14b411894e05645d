import type { TableSchema } from '@portico/protocol';
import { identifier } from '../read/identifier.ts';

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

export function ftsClasses(table: TableSchema): FtsClass[] {
  const { search } = table;
  const visibility = search && table.columns[search.visibility];
  if (!search || visibility?.type !== 'choice') return [];
  return visibility.choices.map(({ value }) => ftsClass(table, value));
}

export function ftsClass(table: TableSchema, visibility: string): FtsClass {
  const index = identifier(`_fts__${table.name}__${encoded(visibility)}`);
  const name = index.slice('_fts__'.length);
  return {
    table,
    visibility,
    columns: Object.keys(table.search?.weights ?? {}),
    index,
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
