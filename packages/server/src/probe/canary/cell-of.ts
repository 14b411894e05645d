import type { ColumnSchema, StoredValue, TextColumn } from '@portico/protocol';
import type { CanaryCell } from './canary.ts';
import { BAIT_LENGTH, randomWord, SECRET_LENGTH } from './words.ts';

export interface PlantedCell {
  readonly value: StoredValue;
  /** Of text. */
  readonly words?: Omit<CanaryCell, 'column'>;
}

/** Long ago, so that lists that begin with what is new do not begin with canaries. */
const LONG_AGO = '2000-01-01T00:00:00.000Z';
/** Of a name that nobody can ever register (RFC 2606). */
const NOWHERE = 'invalid';

/** What a canary has in a column that decides nothing; undefined for one that is left to the adapter. */
export function cellOf(column: ColumnSchema): PlantedCell | undefined {
  switch (column.type) {
    case 'text':
      return textCell(column);
    case 'html': {
      if (column.rendersFrom !== undefined) return undefined;
      const words = newWords();
      return { value: `<p>${words.bait} ${words.secret}</p>`, words };
    }
    case 'integer':
    case 'decimal':
      return { value: Math.min(Math.max(1, column.min ?? 1), column.max ?? Number.MAX_SAFE_INTEGER) };
    case 'boolean':
      return { value: column.default ?? false };
    case 'choice':
      return { value: column.default ?? column.choices[0]?.value ?? null };
    case 'datetime':
      return { value: LONG_AGO };
    case 'date':
      return { value: LONG_AGO.slice(0, 10) };
    case 'lookup':
    case 'count':
      return undefined;
  }
}

function textCell({ format, maxLength, required }: TextColumn): PlantedCell | undefined {
  const words = newWords();
  const text = formatted(`${words.bait}`, `${words.secret}`, format);
  if (text.length <= maxLength) return { value: text, words };
  if (format === undefined && maxLength >= SECRET_LENGTH)
    return { value: words.secret, words: { bait: null, secret: words.secret } };
  return required && format === undefined ? { value: randomWord(maxLength) } : undefined;
}

function formatted(bait: string, secret: string, format: TextColumn['format']): string {
  switch (format) {
    case 'email':
      return `${bait}.${secret}@probe.${NOWHERE}`;
    case 'url':
      return `https://${bait}.${secret}.${NOWHERE}/`;
    case 'phone':
      // Without a digit it is no number.
      return `${bait} ${secret} 000`;
    default:
      return `${bait} ${secret}`;
  }
}

function newWords(): { readonly bait: string; readonly secret: string } {
  return { bait: randomWord(BAIT_LENGTH), secret: randomWord(SECRET_LENGTH) };
}
