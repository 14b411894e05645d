import type { TextColumn } from '@portico/protocol';
import { accept, type Normalized, refuse } from './normalized.ts';

/** Controls, but for tab and line feed, which multiline text may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const LINE_CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/** One address, loosely: what comes between is for the mail server to judge, what could split a header is not let in. */
const EMAIL = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/u;

/**
 * Text that nothing is lost of on its way to any store and back: well-formed Unicode without control
 * characters, within the column's length. Blank text is null; line ends are `\n`.
 */
export function normalizeText(value: unknown, column: TextColumn): Normalized {
  if (typeof value !== 'string') return refuse('Enter text.');
  if (!value.isWellFormed()) return refuse('The text has characters that are cut in half.');
  const multiline = column.format === 'multiline';
  const lines = multiline ? value.replace(/\r\n?/g, '\n') : value;
  const text = column.format && !multiline ? lines.trim() : lines;
  if (text.trim() === '') return accept(null);
  if ((multiline ? CONTROL : LINE_CONTROL).test(text))
    return refuse('Enter text without control characters.');
  if (text.length > column.maxLength) return refuse(`Enter at most ${column.maxLength} characters.`);
  switch (column.format) {
    case 'email':
      return EMAIL.test(text) ? accept(text) : refuse('Enter an email address such as name@example.com.');
    case 'url':
      return isWebAddress(text) ? accept(text) : refuse('Enter a web address that starts with https://.');
    case 'phone':
      return (text.match(/\p{Nd}/gu) ?? []).length >= 3 ? accept(text) : refuse('Enter a phone number.');
    default:
      return accept(text);
  }
}

/** Addresses that are safe to offer as a link; `javascript:` and `data:` are not. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:', 'mailto:'].includes(new URL(text).protocol);
}
