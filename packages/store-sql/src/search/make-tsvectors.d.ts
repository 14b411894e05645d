/** The entry of a record in an index. */
export interface IndexEntry {
  /** As PostgreSQL reads a `tsvector`; mostly one. */
  readonly parts: readonly string[];
  /** Words in all columns. */
  readonly length: number;
  /** By column: the text itself where it has words of several parts, which are looked for as phrases. */
  readonly phrases: readonly (string | null)[] | null;
}
/** `texts`: the words of each column, parted by spaces. `unspaced` says which words are parts of a longer one. */
export declare function makeTsvectors(
  texts: readonly string[],
  unspaced: (word: string) => boolean,
): IndexEntry;
