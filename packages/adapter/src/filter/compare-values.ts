import type { StoredValue } from '@portico/protocol';

/**
 * The order of two cells that are not empty: numbers by size, false before true, text by code points, which
 * is what a binary collation of UTF-8 does (SQLite `BINARY`, PostgreSQL `C`). Dates are text that sorts.
 * Returns a number below, at or above zero.
 */
export function compareValues(a: NonNullable<StoredValue>, b: NonNullable<StoredValue>): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return Number(a) - Number(b);
}

/** JavaScript's own `<` goes by UTF-16 units, which puts astral characters before U+E000 to U+FFFF. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return sortable(left) - sortable(right);
  }
  return a.length - b.length;
}

/** Moves surrogates above all other units, so that units compare as the code points they stand for. */
function sortable(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
