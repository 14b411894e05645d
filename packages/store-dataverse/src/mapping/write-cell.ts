import type { StoredValue } from '@portico/protocol';
import type { ColumnMapping } from './column-mapping.ts';
import { beginningOf } from './cut-text.ts';
import type { RawValue } from './table-mapping.ts';

/** What a cell becomes in Dataverse, or why it cannot be kept there, in words for the person who entered it. */
export type Written = { readonly row: Readonly<Record<string, RawValue>> } | { readonly refused: string };

/** Dataverse knows no earlier date. */
const FIRST_DAY = '1753-01-01';

/**
 * One cell as Dataverse writes it. Text with a marker, packed text and lookups that share a column are written
 * for the whole record by `toRow`.
 */
export function writeCell(value: StoredValue, column: ColumnMapping): Written {
  switch (column.kind) {
    case 'text':
      return writeText(value, column);
    case 'full_name':
      return writeFullName(value, column);
    case 'integer':
    case 'decimal':
      if (column.computed) return { row: {} };
      return writeNumber(value, column);
    case 'boolean':
      return { row: { [column.name]: value } };
    case 'datetime':
      if (value !== null && String(value) < FIRST_DAY) return { refused: 'Enter a date from 1753 on.' };
      return { row: { [column.name]: value === null ? null : `${String(value).slice(0, 19)}Z` } };
    case 'date':
      if (value !== null && String(value) < FIRST_DAY) return { refused: 'Enter a date from 1753 on.' };
      return { row: { [column.name]: value } };
    case 'choice': {
      if (value === null)
        return column.state ? { refused: 'A value is required.' } : { row: { [column.name]: null } };
      const option = own(column.options, value);
      const state = column.state && own(column.state.of, value);
      if (option === undefined) return { refused: 'Choose one of the listed values.' };
      return {
        row: {
          [column.name]: option,
          ...(column.state && state !== undefined ? { [column.state.name]: state } : {}),
        },
      };
    }
    case 'pattern': {
      const pattern =
        value === column.otherwise.value ? column.otherwise.written : own(column.patterns, value)?.[0];
      if (!pattern) return { refused: 'Choose one of the listed values.' };
      return { row: { ...pattern, ...(column.also && own(column.also, value)) } };
    }
    case 'lookup':
    case 'marked_text':
    case 'marker':
    case 'packed':
      throw new Error(`A ${column.kind} is written with its record.`);
  }
}

function writeText(value: StoredValue, column: Extract<ColumnMapping, { kind: 'text' }>): Written {
  // Dataverse keeps no empty text.
  const text = value === null || value === '' ? null : String(value);
  const { name, maxLength, overflow } = column;
  const fits = text === null || text.length <= maxLength;
  if (overflow === undefined)
    return fits ? { row: { [name]: text } } : { refused: `Enter at most ${maxLength} characters.` };
  return {
    row: { [name]: fits ? text : beginningOf(text, maxLength) || null, [overflow]: fits ? null : text },
  };
}

/** First and last name at a blank where both fit; Dataverse puts them together again with one blank between. */
function writeFullName(value: StoredValue, column: Extract<ColumnMapping, { kind: 'full_name' }>): Written {
  const { first, last, maxLength } = column;
  if (value === null) return { row: { [first]: null, [last]: null } };
  const name = String(value);
  for (let blank = name.lastIndexOf(' '); blank > 0; blank = name.lastIndexOf(' ', blank - 1)) {
    const [given, family] = [name.slice(0, blank), name.slice(blank + 1)];
    if (
      given.trim() === given &&
      family.trim() === family &&
      family !== '' &&
      given.length <= maxLength &&
      family.length <= maxLength
    )
      return { row: { [first]: given, [last]: family } };
  }
  if (name.length <= maxLength) return { row: { [first]: null, [last]: name } };
  return { refused: `Enter first and last names of at most ${maxLength} characters each.` };
}

function writeNumber(
  value: StoredValue,
  column: Extract<ColumnMapping, { kind: 'integer' | 'decimal' }>,
): Written {
  const { name, min, max } = column;
  if (value === null) return { row: { [name]: null } };
  const number = Number(value);
  if (number < min) return { refused: `Enter ${min} or more.` };
  if (number > max) return { refused: `Enter ${max} or less.` };
  if (column.kind === 'integer' ? !Number.isInteger(number) : Number(number.toFixed(10)) !== number)
    return {
      refused:
        column.kind === 'integer' ? 'Enter a whole number.' : 'Enter at most ten digits after the point.',
    };
  return { row: { [name]: number } };
}

/** The entry of a value; what every object answers to is none. */
function own<T>(entries: Readonly<Record<string, T>>, value: StoredValue): T | undefined {
  return typeof value === 'string' && Object.hasOwn(entries, value) ? entries[value] : undefined;
}
