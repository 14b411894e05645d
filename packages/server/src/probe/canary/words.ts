import { randomInt } from 'node:crypto';

/** No vowels: such a word is in no language, begins none, and no stemmer shortens it. */
const LETTERS = 'bcdfghjklmnpqrtvwxz';

/** Letters of a bait, which questions ask for. */
export const BAIT_LENGTH = 9;
/** Letters of a secret, which is never sent; 42 bits. */
export const SECRET_LENGTH = 10;

/** A word that nobody else has written. */
export function randomWord(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
