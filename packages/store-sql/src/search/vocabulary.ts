import type { Database } from '../dialect/tables.ts';
import { editDistance } from './edit-distance.ts';
import type { FtsClass } from './fts-tables.ts';
import type { FullText, WordRange } from './full-text.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Shorter words have too many neighbours for a guess; from the second length on two slips are allowed. */
const SHORTEST_CORRECTED = 4;
const TWO_SLIPS_FROM = 7;

/**
 * The words of whole classes: those whose every indexed cell the searcher may read, so that a word or its
 * frequency tells nothing hidden. Other classes lend no words.
 */
export class Vocabulary {
  readonly #database: Database;
  readonly #fullText: Pick<FullText, 'words'>;
  readonly #classes: readonly FtsClass[];

  constructor(database: Database, fullText: Pick<FullText, 'words'>, wholeClasses: readonly FtsClass[]) {
    this.#database = database;
    this.#fullText = fullText;
    this.#classes = wholeClasses;
  }

  /** Words that begin with `start` and are longer, the most frequent first; none for a single Latin letter. */
  async completions(start: string, limit: number): Promise<string[]> {
    if (/^[a-z0-9]$/.test(start)) return [];
    const words = await this.#beginningWith(start);
    return [...words]
      .filter(([word]) => word.length > start.length)
      .sort(byFrequency)
      .slice(0, limit)
      .map(([word]) => word);
  }

  /**
   * The known word nearest to an unknown one, the more frequent of equals, of those the first by letters; null when none is near. The
   * first letter is taken to be right, but for a single slip in it.
   */
  async nearest(word: string): Promise<string | null> {
    if (word.length < SHORTEST_CORRECTED) return null;
    const most = word.length >= TWO_SLIPS_FROM ? 2 : 1;
    let best: Near | null = null;
    const known = [...(await this.#beginningWith(word.slice(0, 1))), ...(await this.#slipsAtStart(word))];
    for (const [candidate, count] of known) {
      const distance = editDistance(word, candidate, best ? best.distance : most);
      if (distance === Number.POSITIVE_INFINITY) continue;
      const found = { word: candidate, distance, count };
      if (!best || isNearer(found, best)) best = found;
    }
    return best?.word ?? null;
  }

  async #beginningWith(start: string): Promise<Map<string, number>> {
    return this.#read({ from: start, before: `${start}\u{10ffff}` });
  }

  async #slipsAtStart(word: string): Promise<Map<string, number>> {
    const rest = word.slice(1);
    const swapped = `${word.slice(1, 2)}${word.slice(0, 1)}${word.slice(2)}`;
    const slips = [rest, swapped, ...Array.from(LETTERS).flatMap((letter) => [letter + rest, letter + word])];
    return this.#read({ among: slips.filter((slip) => slip !== word) });
  }

  async #read(range: WordRange): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const entry of this.#classes) {
      for (const [word, count] of await this.#fullText.words(this.#database, entry, range)) {
        counts.set(word, (counts.get(word) ?? 0) + count);
      }
    }
    return counts;
  }
}

interface Near {
  readonly word: string;
  readonly distance: number;
  readonly count: number;
}

function isNearer(a: Near, b: Near): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  return a.count === b.count ? a.word < b.word : a.count > b.count;
}

function byFrequency([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : 1);
}
