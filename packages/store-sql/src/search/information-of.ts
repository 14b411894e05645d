import { stem } from '@portico/adapter/store';
import type { ClassSize } from './bm25.ts';

export interface ClassStatistics extends ClassSize {
  /** How many of its records have each of some words, by the stems of the words. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Sum of the inverse document frequencies of the words. */
export function informationOf(words: readonly string[], { size, counts }: ClassStatistics): number {
  const sum = words.reduce((total, word) => {
    const count = counts.get(stem(word)) ?? 0;
    return total + Math.log(1 + (size - count + 0.5) / (count + 0.5));
  }, 0);
  return Math.max(sum, Number.MIN_VALUE);
}
