import type { TextSegment } from '@portico/protocol';
import { stem } from './stem.ts';
import { type Word, wordsOf } from './tokenize.ts';

export interface HighlightOptions {
  /** At most about this many UTF-16 code units, around the best matches; absent: the whole text. */
  readonly length?: number;
}

/** How far into a long text matches are looked for, in UTF-16 code units. */
const SCANNED = 100_000;
/** A term this long also marks the words that begin with it. */
const PREFIX_LENGTH = 3;

interface Match extends Word {
  readonly term: number;
}

/**
 * A text with the words marked that the terms found: the same word, the same stem, or a beginning. Terms
 * are tokens of `tokenize`. With a length, the excerpt is the stretch with the most different terms, the
 * earlier of equals, cut between words, `…` where something is left out. Segments hold text, never HTML.
 */
export function highlight(
  text: string,
  terms: readonly string[],
  options: HighlightOptions = {},
): TextSegment[] {
  const matches = findMatches(text.slice(0, SCANNED), terms);
  const length = options.length ?? text.length;
  if (text.length <= length) return segments(text, 0, text.length, matches);
  const [start, end] = excerptAround(text, matches, Math.max(1, length));
  const parts = segments(text, start, end, matches);
  if (start > 0) parts.unshift({ text: '… ', match: false });
  if (end < text.length) parts.push({ text: ' …', match: false });
  return joinPlain(parts);
}

function findMatches(text: string, terms: readonly string[]): Match[] {
  const exact = new Map(terms.map((term, at) => [term, at]));
  const stems = new Map(terms.map((term, at) => [stem(term), at]));
  const prefixes = [...exact].filter(([term]) => term.length >= PREFIX_LENGTH);
  const matches: Match[] = [];
  if (terms.length === 0) return matches;
  for (const word of wordsOf(text)) {
    const term =
      exact.get(word.token) ??
      stems.get(stem(word.token)) ??
      prefixes.find(([prefix]) => word.token.startsWith(prefix))?.[1];
    if (term !== undefined) matches.push({ ...word, term });
  }
  return matches;
}

/** The stretch of at most `length` that holds the most different terms, then the most matches. */
function excerptAround(text: string, matches: readonly Match[], length: number): [number, number] {
  const inside = new Map<number, number>();
  let best = { distinct: 0, count: 0, start: 0, end: 0 };
  let first = 0;
  matches.forEach((match, last) => {
    inside.set(match.term, (inside.get(match.term) ?? 0) + 1);
    while (first < last && match.end - (matches[first] as Match).start > length) {
      const left = (matches[first] as Match).term;
      const remaining = (inside.get(left) as number) - 1;
      if (remaining === 0) inside.delete(left);
      else inside.set(left, remaining);
      first += 1;
    }
    const count = last - first + 1;
    if (inside.size > best.distinct || (inside.size === best.distinct && count > best.count)) {
      best = { distinct: inside.size, count, start: (matches[first] as Match).start, end: match.end };
    }
  });
  const spare = Math.max(0, length - (best.end - best.start));
  const start = Math.max(0, Math.min(best.start - Math.floor(spare / 3), text.length - length));
  return [wordStart(text, start, best.start), wordEnd(text, start + length)];
}

/** The first place from `at` that begins a word, if one is near; never inside a surrogate pair. */
function wordStart(text: string, at: number, limit: number): number {
  if (at === 0) return 0;
  const gap = text.slice(at - 1, Math.min(at + 30, limit)).search(/\s\S/);
  return gap === -1 ? wholeCharacter(text, at) : at + gap;
}

function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const gap = text.slice(Math.max(0, at - 30), at + 1).search(/\s\S*$/);
  return gap <= 0 ? wholeCharacter(text, at) : Math.max(0, at - 30) + gap;
}

function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

function segments(text: string, start: number, end: number, matches: readonly Match[]): TextSegment[] {
  const parts: TextSegment[] = [];
  let at = start;
  for (const match of matches) {
    if (match.start < at || match.end > end) continue;
    if (match.start > at) parts.push({ text: text.slice(at, match.start), match: false });
    parts.push({ text: text.slice(match.start, match.end), match: true });
    at = match.end;
  }
  if (at < end) parts.push({ text: text.slice(at, end), match: false });
  return parts;
}

/** Joins neighbours that are not matches. */
function joinPlain(parts: readonly TextSegment[]): TextSegment[] {
  const joined: TextSegment[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && !last.match && !part.match)
      joined[joined.length - 1] = { text: last.text + part.text, match: false };
    else joined.push(part);
  }
  return joined;
}
