/** The usual parameters of BM25, which are those of FTS5 too. */
export const K1 = 1.2;
export const B = 0.75;

export interface ClassSize {
  /** How many records the class has. */
  readonly size: number;
  /** Words in a record, on average; null where the engine needs not be told. */
  readonly meanLength: number | null;
}

/** What a word in `count` of `size` records tells; never nothing, as in FTS5. */
export function inverseFrequency(count: number, size: number): number {
  return Math.max(1e-6, Math.log((size - count + 0.5) / (count + 0.5)));
}

/** How much `frequency` mentions, weighted by column, say in a record of `length` words: from 0 to 2.2. */
export function saturated(frequency: number, length: number, { meanLength }: ClassSize): number {
  const share = meanLength ? length / meanLength : 1;
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * share));
}
