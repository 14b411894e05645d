import { stem } from '@portico/adapter/store';
import type { FullText } from './full-text.ts';

/**
 * The same engine, for one search: the steps of a search ask for the counts of the same words, which do not change
 * within its view of the records.
 */
export function rememberCounts(fullText: FullText): FullText {
  /** By index, then by stem; 0 where no record has the word. */
  const known = new Map<string, Map<string, number>>();
  return {
    ...fullText,
    async recordCounts(database, entry, words) {
      const counts = known.get(entry.index) ?? new Map<string, number>();
      known.set(entry.index, counts);
      const unknown = words.filter((word) => !counts.has(stem(word)));
      if (unknown.length > 0) {
        const counted = await fullText.recordCounts(database, entry, unknown);
        for (const word of unknown) counts.set(stem(word), counted.get(stem(word)) ?? 0);
      }
      const asked = new Map<string, number>();
      for (const word of words) {
        const count = counts.get(stem(word)) ?? 0;
        if (count > 0) asked.set(stem(word), count);
      }
      return asked;
    },
  };
}
