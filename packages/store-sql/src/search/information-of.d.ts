/** Sum of the inverse document frequencies of the words; `counts` are of records, by stem. */
export declare function informationOf(
  words: readonly string[],
  {
    size,
    counts,
  }: {
    readonly size: number;
    readonly counts: ReadonlyMap<string, number>;
  },
): number;
