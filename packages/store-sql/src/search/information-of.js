import { stem } from '@portico/adapter/store';
/** Sum of the inverse document frequencies of the words; `counts` are of records, by stem. */
export function informationOf(words, { size, counts }) {
  const sum = words.reduce((total, word) => {
    const count = counts.get(stem(word)) ?? 0;
    return total + Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }, 0);
  return Math.max(sum, Number.MIN_VALUE);
}
//# sourceMappingURL=information-of.js.map
