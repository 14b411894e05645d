import { foldText } from '@portico/protocol';

const NUL = '\0';
const ESCAPE = '\u0001';
const ESCAPED_NUL = '\u0001\u0001';
const ESCAPED_ESCAPE = '\u0001\u0002';
/**
 * Text as PostgreSQL can hold it, which knows no NUL character. NUL becomes U+0001 U+0001, and U+0001 itself
 * U+0001 U+0002: different texts stay different, and the order of code points stays what it was.
 */
export function toPostgresText(text) {
  if (!text.includes(NUL) && !text.includes(ESCAPE)) return text;
  return text.replaceAll(ESCAPE, ESCAPED_ESCAPE).replaceAll(NUL, ESCAPED_NUL);
}
export function fromPostgresText(text) {
  return text.includes(ESCAPE) ? text.replaceAll(ESCAPED_NUL, NUL).replaceAll(ESCAPED_ESCAPE, ESCAPE) : text;
}
/**
 * The folded text that is kept beside a text; null where `lower` in the collation "C", which knows ASCII
 * alone, gives the same. Escapes would be found by what they are made of, so capitals stand in for them, of
 * which folded text has none; `postgres-text-comparison.ts` does the same to what is looked for.
 */
export function shadowText(text) {
  if (/^[ -~\t\n\r]*$/.test(text)) return null;
  return foldText(text).replaceAll(NUL, 'A').replaceAll(ESCAPE, 'B');
}
//# sourceMappingURL=postgres-text.js.map
