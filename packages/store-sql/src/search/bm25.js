/** The usual parameters of BM25, which are those of FTS5 too. */
const K1 = 1.2;
const B = 0.75;
/** What a word in `count` of `size` records tells; never nothing, as in FTS5. */
export function inverseFrequency(count, size) {
  return Math.max(1e-6, Math.log((size - count + 0.5) / (count + 0.5)));
}
/** How much `frequency` mentions, weighted by column, say in a record of `length` words: from 0 to 2.2. */
export function saturated(frequency, length, { meanLength }) {
  const share = meanLength > 0 ? length / meanLength : 1;
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + B * share));
}
//# sourceMappingURL=bm25.js.map
