import type { ColumnSchema, StoredValue } from '@portico/protocol';
import { hostileValues } from '../../store/contract/hostile-values.ts';
import type { Random } from '../../store/contract/random.ts';
import type { WorldLimits } from '../world.ts';

/** What a value may be made of besides chance. */
export interface Material extends WorldLimits {
  /** Ids a lookup may point to, by table. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

/** Words no stemmer shortens and no speller takes for one another. */
export const WORDS = ['zq1xb', 'wk5vjd', 'p3fghm', '7tnc9', 'vbx2lr8', '日本', 'ждф8щ'] as const;

/** Short ones only: worlds are many, and long texts are the store contract's concern. */
const TEXTS = textsOf(undefined);
const LINES = [...textsOf('multiline'), 'one\ntwo', 'tab\there'];
const MAILS = ['ann@example.com', 'Ann@example.com', "o'brien@example.org", 'x+y@example.net'];
const PHONES = ['+49 30 123', '555-0100', '(0)800 99'];
const PAGES = ['https://example.com/', 'http://example.org/a?b=c%20d', 'mailto:ann@example.com'];
const WHOLE = [0, 1, -1, 2, 3, 9, 10, 100, 2_147_483_647];
const FRACTIONS = [0, 0.1, 0.2, -0.5, 1, 1.5, 1000.25];
const DAYS = ['1900-01-01', '1969-12-31', '1970-01-01', '2000-02-29', '2026-01-31', '2099-12-31'];
const MOMENTS = DAYS.flatMap((day) => [`${day}T00:00:00.000Z`, `${day}T23:59:59.000Z`]);

/** When the records of every world were imported. */
export const FILLED_AT = '2026-01-01T00:00:00.000Z';

/** An id that no record has. */
export const NO_RECORD = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/**
 * A value that the column may hold, in the form it is stored in. Few different ones, so that filters find
 * something; no empty text and whole seconds, which every store keeps.
 */
export function legalValue(
  random: Random,
  name: string,
  column: ColumnSchema,
  material: Material,
): StoredValue {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const value = someValue(random, column, material);
    if (value === null || (material.holds?.(name, column, value) ?? true)) return value;
  }
  return null;
}

/** Enough to find one of the many that any store holds. */
const ATTEMPTS = 20;

function someValue(random: Random, column: ColumnSchema, material: Material): StoredValue {
  switch (column.type) {
    case 'text':
      return textFor(random, column.format);
    case 'html':
      return `<p>${wordsFrom(random)} &amp; ${canary(random)}</p>`;
    case 'integer':
      return within(random, WHOLE, column);
    case 'decimal':
      return within(random, FRACTIONS, column);
    case 'boolean':
      return random.chance(0.5);
    case 'date':
      return random.pick(DAYS);
    case 'datetime':
      return random.pick(MOMENTS);
    case 'choice':
      return random.pick(column.choices).value;
    case 'lookup': {
      const ids = material.ids.get(column.target) ?? [];
      if (ids.length === 0 || ((material.dangling ?? true) && random.chance(0.08))) return NO_RECORD;
      return random.pick(ids);
    }
    case 'count':
      return null;
  }
}

/** A value that breaks the column's rules. */
export function illegalValue(random: Random, column: ColumnSchema): unknown {
  switch (column.type) {
    case 'text':
      return random.pick([
        7,
        true,
        ['a'],
        {},
        'x'.repeat(column.maxLength + 1),
        'half \ud800',
        'bell \u0007',
      ]);
    case 'html':
      return random.pick([7, false, 'half \udc00', 'x'.repeat(column.maxLength + 1)]);
    case 'integer':
      return random.pick([1.5, '1', true, 2 ** 60]);
    case 'decimal':
      return random.pick(['1.5', false, [1]]);
    case 'boolean':
      return random.pick(['true', 1, 0]);
    case 'date':
      return random.pick(['2026-02-30', '31.01.2026', 20260131, '2026-1-1']);
    case 'datetime':
      return random.pick(['2026-01-31', 'yesterday', 0, '2026-01-31T25:00:00Z']);
    case 'choice':
      return random.pick(['no such choice', 1, true]);
    case 'lookup':
      return random.pick(['not an id', 7, 'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF']);
    case 'count':
      return 1;
  }
}

/** A word found nowhere else, by which a leak of the cell that holds it would be seen. */
export function canary(random: Random): string {
  return `kn${random.id().replaceAll('-', '').slice(0, 14)}`;
}

/** Every canary in a text. */
export const CANARY = /kn[0-9a-f]{14}/g;

export function wordsFrom(random: Random): string {
  return random.some(WORDS, 0.35).join(' ') || random.pick(WORDS);
}

function textFor(random: Random, format: string | undefined): string {
  if (format === 'email') return random.pick(MAILS);
  if (format === 'phone') return random.pick(PHONES);
  if (format === 'url') return random.pick(PAGES);
  const kind = random.below(4);
  if (kind === 0) return `${wordsFrom(random)} ${canary(random)}`;
  if (kind === 1) return wordsFrom(random);
  return random.pick(format === 'multiline' ? LINES : TEXTS);
}

function within(
  random: Random,
  values: readonly number[],
  { min = -Infinity, max = Infinity }: { readonly min?: number; readonly max?: number },
): number {
  const fitting = values.filter((value) => value >= min && value <= max);
  return fitting.length > 0 ? random.pick(fitting) : min;
}

function textsOf(format: 'multiline' | undefined): readonly string[] {
  const column = { type: 'text', label: 'Text', maxLength: 5000, classification: 'public' } as const;
  const values = hostileValues(format ? { ...column, format } : column, {});
  return values.map(String).filter((text) => text.length <= 40 && !text.includes('\n') && text.trim() !== '');
}
