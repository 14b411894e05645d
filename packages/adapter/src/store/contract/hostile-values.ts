import type { ColumnSchema, StoredValue } from '@portico/protocol';
import { ACCOUNTS, PEOPLE } from './subjects.ts';

/** Text that databases and query languages trip over: wildcards, quotes, case twins, folding, order, nulls in words. */
const TEXTS: readonly string[] = [
  'a',
  'A',
  'b',
  'abc',
  'ABC',
  'aBc',
  'a%c',
  'a_c',
  'axc',
  '%',
  '_',
  '%%',
  '100%',
  '[abc]',
  '[a-c]',
  '[',
  ']',
  '^',
  '\\',
  'a\\c',
  '\\%',
  "'",
  "O'Brien",
  "'' OR 1=1 --",
  '"',
  '"quoted"',
  '`',
  ';',
  '--',
  '/*',
  '{{x}}',
  '${x}',
  '?',
  ':a',
  '$1',
  '*',
  'null',
  'NULL',
  'undefined',
  'true',
  '0',
  '00',
  '1e3',
  '-1',
  'NaN',
  ' lead',
  'trail ',
  'zebra',
  'Zebra',
  'ä',
  'Ä',
  'a\u0308',
  'é',
  'e\u0301',
  'É',
  'ß',
  'ss',
  'SS',
  'ẞ',
  'İ',
  'ı',
  'i',
  'I',
  'Σ',
  'σ',
  'ς',
  'ΑΣ',
  'ﬁ',
  'fi',
  'Å',
  '\u212b',
  '\ue000',
  '\uffee',
  '😀',
  '👩‍👩‍👧',
  '𝒳',
  '日本語',
  'مرحبا',
  '\u202etxet',
  '\u200b.',
  'x'.repeat(1000),
  `${'y'.repeat(4999)}z`,
];

const NUMBERS = [0, 1, -1, 2, 10, 9, 100, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, 2 ** 32];
const DECIMALS = [0, 0.1, 0.2, 0.30000000000000004, -0.5, 1, 1.5, 1e-7, 5e-324, 1e21, 1.7976931348623157e308];
const DAYS = [
  '0001-01-01',
  '1582-10-15',
  '1969-12-31',
  '1970-01-01',
  '2000-02-29',
  '2026-01-31',
  '9999-12-31',
];
const MOMENTS = [
  '0001-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-03-29T01:30:00.001Z',
  '9999-12-31T23:59:59.999Z',
];
const PAGES = ['<p>a</p>', '<p>a &amp; b</p>', '<p>😀</p>', '<h2>%</h2>'];

/** Whether a store can keep this value in a column; of a column for which it can keep none, none is given. */
export type Holds = (name: string, column: ColumnSchema, value: NonNullable<StoredValue>) => boolean;

/** Values a column may hold, the awkward ones first. Lookups point to the records given, and to none. */
export function hostileValues(
  column: ColumnSchema,
  targets: Readonly<Record<string, readonly string[]>>,
): readonly NonNullable<StoredValue>[] {
  switch (column.type) {
    case 'text':
      return column.format === 'multiline' ? [...TEXTS, 'line\nbreak', 'tab\there'] : TEXTS;
    case 'html':
      return PAGES;
    case 'integer':
      return NUMBERS;
    case 'decimal':
      return DECIMALS;
    case 'boolean':
      return [true, false];
    case 'date':
      return DAYS;
    case 'datetime':
      return MOMENTS;
    case 'choice':
      return column.choices.map((choice) => choice.value);
    case 'lookup':
      return [...(targets[column.target] ?? []), ...missing(column.target)];
    case 'count':
      return [];
  }
}

/** An id that no record has. */
export const MISSING = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

function missing(target: string): readonly string[] {
  if (target === 'contact') return [...Object.values(PEOPLE), MISSING];
  if (target === 'account') return Object.values(ACCOUNTS);
  return [MISSING];
}
