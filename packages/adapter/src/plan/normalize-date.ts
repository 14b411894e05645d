import { accept, type Normalized, refuse } from './normalized.ts';

/** RFC 3339 with an offset; seconds may be left out, as `datetime-local` inputs do. */
const DATETIME =
  /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** A point in time, in UTC with milliseconds. Years 0001 to 9999, so that dates sort as text. */
export function normalizeDatetime(value: unknown): Normalized {
  const parts = typeof value === 'string' ? DATETIME.exec(value) : null;
  if (!parts || !isCalendarDay(parts[1] as string)) return refuse('Enter a date and time with its offset.');
  const time = new Date((value as string).toUpperCase());
  const text = Number.isNaN(time.getTime()) ? '' : time.toISOString();
  return /^(?!0000)\d{4}-/.test(text)
    ? accept(text)
    : refuse('Enter a date and time of the years 0001 to 9999.');
}

/** A calendar day, without a time zone. */
export function normalizeDate(value: unknown): Normalized {
  return typeof value === 'string' && DATE.test(value) && isCalendarDay(value)
    ? accept(value)
    : refuse('Enter a date such as 2026-01-31.');
}

/** JavaScript reads February 30 as March 2; that is a mistake here, not a date. */
function isCalendarDay(day: string): boolean {
  const time = new Date(`${day}T00:00:00.000Z`);
  return !day.startsWith('0000') && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}
