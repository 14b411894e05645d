/** Words that may be shown to the searcher, and how many records each stands in. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Shorter words have too many neighbours for a guess. */
const SHORTEST_CORRECTED = 4;

/**
 * The terms with each unknown one replaced by the nearest known word: one letter wrong, missing, added or
 * two swapped; two such slips in words of eight letters or more. Null when nothing better is known.
 */
export function correctTerms(terms: readonly string[], vocabulary: Vocabulary): string[] | null {
  const corrected = terms.map((term) => (vocabulary.has(term) ? term : (nearest(term, vocabulary) ?? term)));
  return corrected.some((term, index) => term !== terms[index]) ? corrected : null;
}

/** Words that begin with an unfinished one, the most frequent first. */
export function completionsOf(start: string, vocabulary: Vocabulary, limit: number): string[] {
  return [...vocabulary]
    .filter(([word]) => word.length > start.length && word.startsWith(start))
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([word]) => word);
}

function nearest(term: string, vocabulary: Vocabulary): string | null {
  if (term.length < SHORTEST_CORRECTED) return null;
  const allowed = term.length >= 8 ? 2 : 1;
  let best: { readonly word: string; readonly distance: number; readonly count: number } | null = null;
  for (const [word, count] of vocabulary) {
    if (Math.abs(word.length - term.length) > allowed) continue;
    const distance = editDistance(term, word);
    if (distance > allowed) continue;
    const better =
      !best ||
      distance < best.distance ||
      (distance === best.distance && (count > best.count || (count === best.count && word < best.word)));
    if (better) best = { word, distance, count };
  }
  return best?.word ?? null;
}

/** Letters to change, add, drop or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? 0;
}
