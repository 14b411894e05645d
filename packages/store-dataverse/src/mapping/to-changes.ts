import type { StoredRecord, StoredValue } from '@portico/protocol';
import type { RowChange } from '../client/dataverse-client.ts';
import { commandsOf } from './commands-of.ts';
import { splitState } from './split-state.ts';
import type { Mappings, RawValue, TableMapping } from './table-mapping.ts';
import { type RawRow, toRow } from './to-row.ts';
import { uniqueValues } from './unique-values.ts';

/** A moment this near to now is now: the clock of Dataverse is its own, and it takes no moment of the future. */
const NOW_MS = 60_000;

/**
 * A new record as changes to send together, in this order: the row, then the state a new row cannot begin in, then the
 * commands that lead to a value. `now` is the moment of the request.
 *
 * @throws ProtocolError `invalid_values` naming every value that Dataverse cannot keep.
 */
export async function changesToCreate(
  record: StoredRecord,
  table: string,
  mappings: Mappings,
  now: string,
): Promise<RowChange[]> {
  const mapping = mappings[table] as TableMapping;
  const commands = commandsOf(null, record, mapping);
  const row = toRow(record, table, mappings, without(Object.keys(mapping.columns), commands));
  const { first, later: state } = splitState(row, mapping);
  const later = { ...state, ...emptied(record, mapping) };
  const values = {
    ...mapping.fixed,
    ...withoutEmpty(first, mapping),
    ...momentsOf(record, mapping, now),
    ...withoutEmpty(await uniqueValues(record, mapping), mapping),
  };
  const { entitySet: set } = mapping;
  const { id } = record;
  return [
    { type: 'create', set, id, values },
    ...(Object.keys(later).length > 0
      ? [{ type: 'update', set, id, values: later, etag: '*' } as const]
      : []),
    ...commands.map(({ action }) => action),
  ];
}

/** Changes to a record as changes to send together; `before` is the record as it was read with `etag`. */
export async function changesToUpdate(
  before: StoredRecord,
  changes: Readonly<Record<string, StoredValue>>,
  table: string,
  mappings: Mappings,
  etag: string,
): Promise<RowChange[]> {
  const mapping = mappings[table] as TableMapping;
  const after: StoredRecord = { ...before, ...changes, id: before.id };
  const commands = commandsOf(before, after, mapping);
  const reached = commandsOf(null, after, mapping);
  const columns = new Set(without(Object.keys(changes), reached));
  const values = {
    ...toRow(after, table, mappings, columns),
    ...(await uniqueValues(after, mapping, columns)),
  };
  return [
    { type: 'update', set: mapping.entitySet, id: before.id, values, etag },
    ...commands.map(({ action }) => action),
  ];
}

/** A new row has yes or no in each such column, whatever is sent; only a change can make it neither. */
function emptied(record: StoredRecord, mapping: TableMapping): RawRow {
  return Object.fromEntries(
    Object.entries(mapping.columns).flatMap(([name, column]) =>
      column.kind === 'boolean' && (record[name] ?? null) === null ? [[column.name, null]] : [],
    ),
  );
}

/** Columns but those whose value a command brings about, or did before. */
function without(columns: readonly string[], commands: readonly { readonly column: string }[]): string[] {
  return columns.filter((name) => !commands.some(({ column }) => column === name));
}

function momentsOf(record: StoredRecord, mapping: TableMapping, now: string): RawRow {
  const row: RawRow = {};
  for (const [name, column] of Object.entries(mapping.columns)) {
    const value = record[name] ?? null;
    if (column.kind !== 'datetime' || typeof column.writtenAs !== 'string' || typeof value !== 'string')
      continue;
    if (Math.abs(Date.parse(value) - Date.parse(now)) > NOW_MS)
      row[column.writtenAs] = `${value.slice(0, 19)}Z`;
  }
  return row;
}

/** A new row is empty by itself, but where Dataverse has a default: in options and yes-or-no columns. */
function withoutEmpty(row: RawRow, mapping: TableMapping): Record<string, RawValue> {
  const defaulted = new Set(
    Object.values(mapping.columns).flatMap((column) =>
      column.kind === 'choice' || column.kind === 'boolean' ? [column.name] : [],
    ),
  );
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null || defaulted.has(name)),
  );
}
