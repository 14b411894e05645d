/** A query is cut to this many UTF-16 code units, and to this many words. */
export const MAX_QUERY_LENGTH = 256;
export const MAX_QUERY_TOKENS = 16;

/** A word of a text, where it stands, and as it is compared. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

/** Runs of letters, digits and their marks; everything else parts words. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** The words a visitor searches for, in order: cut, split, and folded by {@link foldToken}. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const word of wordsOf(text.slice(0, MAX_QUERY_LENGTH))) {
    tokens.push(word.token);
    if (tokens.length === MAX_QUERY_TOKENS) break;
  }
  return tokens;
}

/** Every word of a text of any length, for an index or a highlight. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.matchAll(WORD)) {
    const token = foldToken(match[0]);
    if (token) yield { start: match.index, end: match.index + match[0].length, token };
  }
}

/**
 * How words are compared in search: compatibility forms unified, accents dropped, lower case. Looser than
 * `foldText` of the protocol, by which filters compare: a person who types `cafe` looks for `Café` too.
 */
export function foldToken(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ς/g, 'σ')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}
