import { lexeme, phraseText, quoted } from './lexemes.ts';

/** A `tsvector` holds a megabyte; a text with more different words is kept as several. */
const LARGEST = 800_000;
/** Positions a `tsvector` knows, and how many of one lexeme. */
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;

/** The entry of a record in an index. */
export interface IndexEntry {
  /** As PostgreSQL reads a `tsvector`; mostly one. */
  readonly parts: readonly string[];
  /** Words in all columns. */
  readonly length: number;
  /** By column: the text itself where it has words of several parts, which are looked for as phrases. */
  readonly phrases: readonly (string | null)[] | null;
}

interface Places {
  readonly phrase: boolean;
  readonly positions: number[];
}

/** `texts`: the words of each column, parted by spaces. `unspaced` says which words are parts of a longer one. */
export function makeTsvectors(texts: readonly string[], unspaced: (word: string) => boolean): IndexEntry {
  const lexemes = new Map<string, Places>();
  const phrases: (string | null)[] = [];
  let length = 0;
  texts.forEach((text, column) => {
    const words = text === '' ? [] : text.split(' ');
    length += words.length;
    let inPhrase = false;
    // Most words come again, and it takes time to find a stem.
    const known = new Map<string, Places>();
    words.forEach((word, at) => {
      const places = known.get(word) ?? placesOf(lexemes, lexeme(column, word), unspaced(word));
      known.set(word, places);
      inPhrase ||= places.phrase;
      if (at < LAST_POSITION && places.positions.length < MOST_POSITIONS) places.positions.push(at + 1);
    });
    phrases.push(inPhrase ? phraseText(words) : null);
  });
  const some = phrases.some((phrase) => phrase !== null);
  return { parts: partsOf(lexemes), length, phrases: some ? phrases : null };
}

function placesOf(lexemes: Map<string, Places>, key: string, phrase: boolean): Places {
  const present = lexemes.get(key);
  if (present) return present;
  const made = { phrase, positions: [] };
  lexemes.set(key, made);
  return made;
}

/** Parts of phrases come first, so that those of one phrase are in one part. */
function partsOf(lexemes: ReadonlyMap<string, Places>): string[] {
  const parts: string[] = [];
  let entries: string[] = [];
  let size = 0;
  const ordered = [...lexemes].sort(([, a], [, b]) => Number(b.phrase) - Number(a.phrase));
  for (const [key, { positions }] of ordered) {
    const entry = positions.length > 0 ? `${quoted(key)}:${positions.join()}` : quoted(key);
    const bytes = Buffer.byteLength(key) + 2 * positions.length + 6;
    if (size + bytes > LARGEST) {
      parts.push(entries.join(' '));
      entries = [];
      size = 0;
    }
    entries.push(entry);
    size += bytes;
  }
  return [...parts, entries.join(' ')];
}
