import { lexeme, phraseText, quoted } from './lexemes.js';

/** A `tsvector` holds a megabyte; a text with more different words is kept as several. */
const LARGEST = 800_000;
/** Positions a `tsvector` knows, and how many of one lexeme. */
const LAST_POSITION = 16_383;
const MOST_POSITIONS = 255;
/** `texts`: the words of each column, parted by spaces. `unspaced` says which words are parts of a longer one. */
export function makeTsvectors(texts, unspaced) {
  const lexemes = new Map();
  const phrases = [];
  let length = 0;
  texts.forEach((text, column) => {
    const words = text === '' ? [] : text.split(' ');
    length += words.length;
    let inPhrase = false;
    words.forEach((word, at) => {
      const phrase = unspaced(word);
      inPhrase ||= phrase;
      const key = lexeme(column, word);
      const places = lexemes.get(key) ?? { phrase, positions: [] };
      if (at < LAST_POSITION && places.positions.length < MOST_POSITIONS) places.positions.push(at + 1);
      lexemes.set(key, places);
    });
    phrases.push(inPhrase ? phraseText(words) : null);
  });
  const some = phrases.some((phrase) => phrase !== null);
  return { parts: partsOf(lexemes), length, phrases: some ? phrases : null };
}
/** Parts of phrases come first, so that those of one phrase are in one part. */
function partsOf(lexemes) {
  const parts = [];
  let entries = [];
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
//# sourceMappingURL=make-tsvectors.js.map
