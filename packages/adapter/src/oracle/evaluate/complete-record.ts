import { isStored, type StoredRecord, type StoredValue, type TableSchema } from '@portico/protocol';
import type { Moment } from '../question.ts';
import { renderPlainWords } from './render-plain-words.ts';
import type { Values } from './stored-form.ts';
import type { Viewpoint } from './viewpoint.ts';

/**
 * The record as it will be stored. docs/permissions.md, "Creating", 5: author names, times, defaults, numbers and
 * rendered HTML are filled in where nothing, or null, was given.
 */
export function newRecord(
  view: Viewpoint,
  schema: TableSchema,
  values: Values,
  moment: Moment,
): StoredRecord {
  const record: Record<string, StoredValue> & { id: string } = { id: moment.newId };
  for (const [name, column] of Object.entries(schema.columns)) {
    if (!isStored(column)) continue;
    if ((values[name] ?? null) !== null) record[name] = values[name] ?? null;
    else if (name === 'created_at' || name === 'updated_at') record[name] = moment.now;
    else if (column.type === 'text' && column.stamp) record[name] = displayName(view);
    else if (column.type === 'text' && column.numbering)
      record[name] = nextNumber(view, schema.name, name, column.numbering);
    else record[name] = 'default' in column ? (column.default ?? null) : null;
  }
  return rendered(schema, record);
}

/** The record with its changes, the time of change, and its HTML rendered anew. */
export function changedRecord(
  schema: TableSchema,
  before: StoredRecord,
  changes: Values,
  moment: Moment,
): StoredRecord {
  const touched = 'updated_at' in schema.columns ? { updated_at: moment.now } : {};
  return rendered(schema, { ...before, ...changes, ...touched }, changes);
}

/** Columns rendered from the Markdown of others; at a change only those whose source changed. */
function rendered(schema: TableSchema, record: StoredRecord, changes: Values = record): StoredRecord {
  const html = Object.entries(schema.columns).flatMap(([name, column]) =>
    column.type === 'html' && column.rendersFrom !== undefined && Object.hasOwn(changes, column.rendersFrom)
      ? [[name, renderPlainWords(record[column.rendersFrom] ?? null)] as const]
      : [],
  );
  return { ...record, ...Object.fromEntries(html) };
}

/** By what others call the person; nobody who has not signed in has a name. */
function displayName({ person }: Viewpoint): string | null {
  return person.webRoles.has('anonymous') ? null : person.name;
}

/** One more than the highest number so far, in at least five digits. */
function nextNumber(view: Viewpoint, table: string, column: string, prefix: string): string {
  const numbers = [...(view.records.get(table)?.values() ?? [])].map((record) =>
    Number(String(record[column] ?? '').slice(prefix.length)),
  );
  const highest = Math.max(0, ...numbers.filter(Number.isInteger));
  return prefix + String(highest + 1).padStart(5, '0');
}
