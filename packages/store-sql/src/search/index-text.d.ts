import type { StoredValue, TableSchema } from '@portico/protocol';
/**
 * The words of a cell as they are put into an index: folded by the adapter's rule, so that index and query
 * agree on what a word is whatever the tokenizer of a database thinks, and parted by single spaces.
 */
export declare function indexText(table: TableSchema, column: string, cell: StoredValue | undefined): string;
/** Whether the word is a letter, or one with its marks, of an unspaced script. */
export declare function isUnspaced(word: string): boolean;
/** The letters of unspaced scripts parted, so that a part of a run can be found: a query for it is a phrase. */
export declare function spaced(words: string): string;
