import { isRealDay } from '../odata/calendar.ts';
import { isGuid } from '../odata/guid.ts';
import { badPayload, Fault } from '../request/fault.ts';
import type { ColumnDefinition } from '../schema/table-definition.ts';
import type { StoredValue, Table } from '../world/table.ts';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The first moment SQL Server's `datetime` knows. */
const EARLIEST = Date.parse('1753-01-01T00:00:00Z');
const WIDEST = 100_000_000_000;

/** A JSON value as the column keeps it; null for null and for the empty text. */
export function coerceValue(
  table: Table,
  name: string,
  column: ColumnDefinition,
  value: unknown,
): StoredValue | null {
  if (value === null) return null;
  switch (column.type) {
    case 'text':
    case 'memo':
      return coerceText(table, name, column.maxLength, value);
    case 'integer':
    case 'bigint':
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        throw mistyped(table, value, 'Edm.Int32');
      return inRange(table, name, value, column.min ?? -2_147_483_648, column.max ?? 2_147_483_647);
    case 'decimal':
    case 'double':
    case 'money': {
      if (typeof value !== 'number') throw mistyped(table, value, 'Edm.Decimal');
      const number = inRange(table, name, value, column.min ?? -WIDEST, column.max ?? WIDEST);
      return Number(number.toFixed(column.precision ?? 2));
    }
    case 'boolean':
      if (typeof value !== 'boolean') throw mistyped(table, value, 'Edm.Boolean');
      return value;
    case 'datetime':
      return coerceMoment(table, value);
    case 'date':
      if (
        typeof value !== 'string' ||
        !DATE.test(value) ||
        !isRealDay(value) ||
        Number.isNaN(Date.parse(value))
      ) {
        throw mistyped(table, value, 'Edm.Date');
      }
      return value;
    case 'guid':
    case 'key':
      if (typeof value !== 'string' || !isGuid(value)) throw mistyped(table, value, 'Edm.Guid');
      return value.toLowerCase();
    case 'choice':
    case 'state':
    case 'status':
      return coerceOption(table, name, column.options, value);
    default:
      throw badPayload(table.definition.set, `The property '${name}' cannot be set.`);
  }
}

function coerceText(table: Table, name: string, maxLength: number, value: unknown): string | null {
  if (typeof value !== 'string') throw mistyped(table, value, 'Edm.String');
  if (value.length > maxLength) {
    throw new Fault(
      400,
      '0x80044331',
      `A validation error occurred. The length of the '${name}' attribute of the '${table.name}' entity exceeded the maximum allowed length of '${maxLength}'.`,
    );
  }
  return value === '' ? null : value;
}

/** Dataverse keeps whole seconds. */
function coerceMoment(table: Table, value: unknown): string {
  const text = typeof value === 'string' && MOMENT.test(value) && isRealDay(value) ? value : '';
  const at = Date.parse(text.toUpperCase());
  if (Number.isNaN(at)) throw mistyped(table, value, 'Edm.DateTimeOffset');
  if (at < EARLIEST) {
    throw new Fault(400, '0x80040239', 'DateTime is less than minimum value supported by CrmDateTime.');
  }
  return wholeSeconds(new Date(at));
}

export const wholeSeconds = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');

function coerceOption(
  table: Table,
  name: string,
  options: Readonly<Record<number, string>>,
  value: unknown,
): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw mistyped(table, value, 'Edm.Int32');
  if (Object.hasOwn(options, value)) return value;
  throw new Fault(
    400,
    '0x8004431a',
    `A validation error occurred. The value ${value} of '${name}' on record of type '${table.name}' is outside the valid range. Accepted Values: ${Object.keys(options).join(',')}`,
  );
}

function inRange(table: Table, name: string, value: number, min: number, max: number): number {
  if (value >= min && value <= max) return value;
  throw new Fault(
    400,
    '0x80044330',
    `A validation error occurred. The value ${value} of '${name}' on record of type '${table.name}' is outside the valid range from ${min} to ${max}.`,
  );
}

function mistyped(table: Table, value: unknown, type: string): Fault {
  const text = typeof value === 'object' ? 'an object' : `the literal '${String(value)}'`;
  return badPayload(table.definition.set, `Cannot convert ${text} to the expected type '${type}'.`);
}
