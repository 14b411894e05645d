import {
  type ColumnSchema,
  type Issue,
  ProtocolError,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { normalizeValue } from './normalize-value.ts';

/** Values of a request in stored form, by column. A map, so that no name can be mistaken for an object's own. */
export type Values = ReadonlyMap<string, StoredValue>;

export interface ReadValuesOptions {
  /** Whether the sender may set this column; others are answered like unknown ones. */
  readonly maySet: (name: string, column: ColumnSchema) => boolean;
  /** What an issue's path starts with, as `records[3].`. */
  readonly path?: string;
}

const MAX_ISSUES = 100;

/**
 * Checks every value of a request against its column and puts it in stored form. Problems are added to
 * `issues`, for the sender to learn all of them at once.
 */
export function readValues(
  table: TableSchema,
  values: unknown,
  options: ReadValuesOptions,
  issues: Issue[],
): Values {
  const read = new Map<string, StoredValue>();
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    issues.push({ path: options.path ?? '', message: 'Send an object of values by column.' });
    return read;
  }
  for (const [name, value] of Object.entries(values)) {
    if (issues.length >= MAX_ISSUES) break;
    const path = (options.path ?? '') + name.slice(0, 63).toWellFormed();
    const column = columnOf(table, name);
    if (!column || !options.maySet(name, column)) {
      issues.push({ path, message: 'This column is unknown or may not be set.' });
      continue;
    }
    const normalized = normalizeValue(value, column);
    if (normalized.ok) read.set(name, normalized.value);
    else issues.push({ path, message: normalized.message });
  }
  return read;
}

/** @throws `invalid_values` when there is an issue. */
export function refuseIssues(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new ProtocolError('invalid_values', 'Some values are not valid.', { issues });
}
