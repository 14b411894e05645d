import { type Issue, ProtocolError, type StoredRecord } from '@portico/protocol';
import { beginningOf } from './cut-text.ts';
import type { Mappings, RawValue, TableMapping } from './table-mapping.ts';
import { writeCell } from './write-cell.ts';
import { isShared, writeShared } from './write-shared.ts';

/** Values as the Web API takes them. */
export type RawRow = Record<string, RawValue>;

/**
 * What to send for these columns of a record. The rest of the record is needed where several of our columns are one in
 * Dataverse. Moments that Dataverse sets by itself, and columns that are not mapped, are not among the values.
 *
 * @throws ProtocolError `invalid_values` naming every value that Dataverse cannot keep.
 */
export function toRow(
  record: StoredRecord,
  table: string,
  mappings: Mappings,
  columns: Iterable<string> = Object.keys(mappings[table]?.columns ?? {}),
): RawRow {
  const mapping = mappings[table] as TableMapping;
  const row: RawRow = {};
  const issues: Issue[] = [];
  const names = new Set(columns);
  for (const name of names) {
    const column = Object.hasOwn(mapping.columns, name) ? mapping.columns[name] : undefined;
    if (!column || isShared(column) || (column.kind === 'datetime' && column.writtenAs !== undefined))
      continue;
    const written = writeCell(record[name] ?? null, column);
    if ('refused' in written) issues.push({ path: name, message: written.refused });
    else Object.assign(row, written.row);
  }
  Object.assign(row, writeShared(record, names, mapping, mappings, issues));
  for (const { name, from, maxLength } of mapping.copies ?? []) {
    const text = record[from] ?? null;
    // Primary names are required in places; a blank one says so.
    if (names.has(from)) row[name] = text === null ? null : beginningOf(String(text), maxLength) || null;
  }
  if (issues.length > 0) throw new ProtocolError('invalid_values', '', { issues });
  return row;
}
