import type { Expression, LiteralType } from './expression.ts';
import type { Reader } from './reader.ts';

/** No letter, digit or sign may follow, or it was something else. */
const END = '(?![\\p{L}\\p{Nd}_.\\-:])';
const sticky = (source: string): RegExp => new RegExp(source, 'yu');

/** Longest first: a GUID may start like a number. */
const FORMS: readonly (readonly [LiteralType, RegExp])[] = [
  ['guid', sticky(`[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}${END}`)],
  [
    'datetime',
    sticky(
      `-?\\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[Tt](?:[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:\\.\\d{1,12})?)?(?:[Zz]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)${END}`,
    ),
  ],
  ['date', sticky(`-?\\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])${END}`)],
  ['time', sticky(`(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,12})?)?${END}`)],
  ['number', sticky(`(?:[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|NaN|-?INF)${END}`)],
  ['string', sticky("'(?:[^']|'')*'(?!')")],
  ['boolean', sticky(`(?:[tT][rR][uU][eE]|[fF][aA][lL][sS][eE])(?![\\p{L}\\p{Nd}_./(])`)],
  ['null', sticky(`[nN][uU][lL][lL](?![\\p{L}\\p{Nd}_./(])`)],
];
const TYPED = sticky("[\\p{L}_][\\p{L}\\p{Nd}_]*(?:\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)*'(?:[^']|'')*'(?!')");

/** A literal if one stands here; a string comes without its quotes. */
export function takeLiteral(reader: Reader): Expression | null {
  for (const [type, form] of FORMS) {
    const text = reader.take(form);
    if (text !== null) return { kind: 'literal', type, text: type === 'string' ? unquote(text) : text };
  }
  const typed = reader.take(TYPED);
  return typed === null ? null : { kind: 'literal', type: 'typed', text: typed };
}

/** `'O''Neil'` → `O'Neil`. */
export const unquote = (text: string): string => text.slice(1, -1).replaceAll("''", "'");
