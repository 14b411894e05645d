/** Numbers of a class: its records, and their mean length in words. */
export interface ClassSize {
  readonly size: number;
  readonly meanLength: number;
}
/** What a word in `count` of `size` records tells; never nothing, as in FTS5. */
export declare function inverseFrequency(count: number, size: number): number;
/** How much `frequency` mentions, weighted by column, say in a record of `length` words: from 0 to 2.2. */
export declare function saturated(frequency: number, length: number, { meanLength }: ClassSize): number;
