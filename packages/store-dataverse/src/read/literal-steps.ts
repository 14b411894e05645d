import { DECIMAL, INT32 } from '../mapping/custom-column.ts';
import type { Steps } from './bounds.ts';

/** Dataverse keeps no earlier day (SQL Server `datetime`). */
const FIRST_DAY = '1753-01-01';
const LAST_DAY = '9999-12-31';

/** What a whole number column can hold; rows of others may lie outside the limits that ours has. */
export function wholeNumbers(name: string): Steps<number> {
  const { min, max } = INT32;
  return {
    name,
    floor: (value) => (value < min ? null : String(BigInt(Math.min(Math.floor(value), max)))),
    ceil: (value) => (value > max ? null : String(BigInt(Math.max(Math.ceil(value), min)))),
  };
}

/** Moments of whole seconds, as `2026-01-31T08:00:00Z`. The value is any moment that `Date` reads. */
export function seconds(name: string): Steps<string> {
  const first = Date.parse(`${FIRST_DAY}T00:00:00Z`) / 1000;
  const last = Date.parse(`${LAST_DAY}T23:59:59Z`) / 1000;
  const literal = (second: number) => new Date(second * 1000).toISOString().replace('.000Z', 'Z');
  return {
    name,
    floor: (value) => {
      const second = Math.floor(Date.parse(value) / 1000);
      return second < first ? null : literal(Math.min(second, last));
    },
    ceil: (value) => {
      const second = Math.ceil(Date.parse(value) / 1000);
      return second > last ? null : literal(Math.max(second, first));
    },
  };
}

/** Calendar days. */
export function days(name: string): Steps<string> {
  return {
    name,
    floor: (value) => (value < FIRST_DAY ? null : value > LAST_DAY ? LAST_DAY : value),
    ceil: (value) => (value > LAST_DAY ? null : value < FIRST_DAY ? FIRST_DAY : value),
  };
}

/** Dates in the form that cells have; others are compared with them as mere text. */
export function isDay(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && isMoment(`${value}T00:00:00.000Z`);
}

export function isMoment(value: string): boolean {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}

/**
 * Decimal literals just below and above a number, within what such a column can hold: a cell has up to ten digits after
 * the point, and reads as the nearest of the numbers JavaScript has. Null where no literal can be written out.
 */
export function nearDecimals(value: number): [low: string, high: string] | null {
  const slack = Math.abs(value) * 2 ** -50 + 1e-9;
  const within = (number: number) => Math.min(Math.max(number, DECIMAL.min), DECIMAL.max).toFixed(10);
  const near: [string, string] = [within(value - slack), within(value + slack)];
  return near.every((literal) => /^-?\d+\.\d+$/.test(literal)) ? near : null;
}
