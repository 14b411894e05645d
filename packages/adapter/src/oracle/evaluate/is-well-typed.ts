import { type ColumnSchema, RECORD_ID, type StoredValue } from '@portico/protocol';

/** Whether a value that is not null keeps the rules of its column: type, length, choices, formats, well-formed Unicode. */
export function isWellTyped(column: ColumnSchema, value: NonNullable<StoredValue>): boolean {
  switch (column.type) {
    case 'text':
      return (
        isText(value, column.maxLength) &&
        !(column.format === 'multiline' ? CONTROL_BUT_LINES : CONTROL).test(value) &&
        hasFormat(column.format, value)
      );
    case 'html':
      return isText(value, column.maxLength);
    case 'integer':
      return Number.isSafeInteger(value) && isWithin(value as number, column);
    case 'decimal':
      return typeof value === 'number' && Number.isFinite(value) && isWithin(value, column);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return column.choices.some((choice) => choice.value === value);
    case 'date':
      return typeof value === 'string' && DATE.test(value) && isDay(value);
    case 'datetime':
      return typeof value === 'string' && DATETIME.test(value) && isDay(value.slice(0, 10)) && isTime(value);
    case 'lookup':
      return typeof value === 'string' && RECORD_ID.test(value);
    case 'count':
      return false;
  }
}

/** Control characters; text of several lines may have tabs and line feeds. */
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /(?![\t\n])\p{Cc}/u;

/** Length in UTF-16 code units. */
function isText(value: StoredValue, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength && value.isWellFormed();
}

/** Only the plainest idea of each: ask the oracle about addresses that everyone takes, or nobody. */
function hasFormat(format: (ColumnSchema & { readonly type: 'text' })['format'], text: string): boolean {
  if (format === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
  if (format === 'url') return /^(https?:\/\/|mailto:)\S+$/.test(text);
  return true;
}

function isWithin(
  value: number,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
): boolean {
  return value >= min && value <= max;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day of the calendar: `2026-02-30` is none. */
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}
