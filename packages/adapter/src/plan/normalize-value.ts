import { type ColumnSchema, RECORD_ID } from '@portico/protocol';
import { sanitizeHtml } from '../html/sanitize-html.ts';
import { normalizeDate, normalizeDatetime } from './normalize-date.ts';
import { normalizeText } from './normalize-text.ts';
import { accept, type Normalized, refuse } from './normalized.ts';

/**
 * Checks one value against its column and gives it the form it is stored in: dates in UTC, addresses
 * trimmed, HTML sanitized, empty text as null. Nothing is converted from another type.
 */
export function normalizeValue(value: unknown, column: ColumnSchema): Normalized {
  if (value === null) return accept(null);
  switch (column.type) {
    case 'text':
      return normalizeText(value, column);
    case 'html':
      return normalizeHtml(value, column.maxLength);
    case 'integer':
      if (!Number.isSafeInteger(value)) return refuse('Enter a whole number.');
      return withinLimits(value as number, column);
    case 'decimal':
      if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('Enter a number.');
      return withinLimits(value, column);
    case 'boolean':
      return typeof value === 'boolean' ? accept(value) : refuse('Enter true or false.');
    case 'datetime':
      return normalizeDatetime(value);
    case 'date':
      return normalizeDate(value);
    case 'choice':
      return column.choices.some((choice) => choice.value === value)
        ? accept(value as string)
        : refuse('Choose one of the listed values.');
    case 'lookup':
      return typeof value === 'string' && RECORD_ID.test(value)
        ? accept(value)
        : refuse('Enter the id of a record.');
    case 'count':
      return refuse('This column is counted, not written.');
  }
}

function normalizeHtml(value: unknown, maxLength: number): Normalized {
  if (typeof value !== 'string' || !value.isWellFormed() || value.includes('\0'))
    return refuse('Enter text without control characters.');
  if (value.length > maxLength) return refuse(`Enter at most ${maxLength} characters.`);
  const clean = sanitizeHtml(value);
  if (clean.length > maxLength) return refuse(`Enter at most ${maxLength} characters.`);
  return accept(clean.trim() === '' ? null : clean);
}

function withinLimits(
  value: number,
  { min, max }: { readonly min?: number; readonly max?: number },
): Normalized {
  if (min !== undefined && value < min) return refuse(`Enter ${min} or more.`);
  if (max !== undefined && value > max) return refuse(`Enter ${max} or less.`);
  // Negative zero does not survive JSON or a database; it is zero.
  return accept(value === 0 ? 0 : value);
}
