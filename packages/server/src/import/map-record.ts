import { type ColumnSchema, RECORD_ID, type StoredValue, type TableSchema } from '@portico/protocol';
import { ItemError, type MapItem } from './draft.ts';
import { noteText } from './note-text.ts';
import { Fields } from './read-fields.ts';
import { recordIdOf } from './record-id.ts';

/**
 * A record of any table: an object of column values, with `id` (a record id) or `source` (any text that names
 * the record where it comes from). A lookup is the id of a record, or `{ "source": "…" }` for one that was
 * imported under that source. The text of a case's note may begin with the marker of portals: see {@link noteText}.
 */
export function mapRecord(table: TableSchema): MapItem {
  return (value, place) => {
    const fields = new Fields(value);
    const source = fields.text('source');
    const id = fields.text('id') ?? (source === null ? null : recordIdOf(table.name, source));
    if (id === null) throw new ItemError('id or source: one of them is needed');
    if (!RECORD_ID.test(id))
      throw new ItemError('id: must be a UUID in lower case; other names go into source');
    const values: Record<string, StoredValue> = {};
    for (const [name, cell] of Object.entries(value as Record<string, unknown>)) {
      if (name === 'id' || (name === 'source' && !table.columns.source)) continue;
      const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
      if (column === undefined) throw new ItemError(`${name}: the table ${table.name} has no such column`);
      values[name] = cellOf(name, cell, column);
    }
    return [
      { table: table.name, id, values: table.name === 'case_note' ? noteValues(values) : values, place },
    ];
  };
}

/** Notes come from portals, which say in the text who may see them. */
function noteValues(values: Readonly<Record<string, StoredValue>>): Readonly<Record<string, StoredValue>> {
  if (typeof values.text !== 'string') return values;
  return { ...values, ...noteText(values.text, values.visibility) };
}

function cellOf(name: string, cell: unknown, column: ColumnSchema): StoredValue {
  if (typeof cell !== 'object' || cell === null) return cell as StoredValue;
  const source = (cell as { source?: unknown }).source;
  if (column.type !== 'lookup' || typeof source !== 'string' || Object.keys(cell).length !== 1) {
    throw new ItemError(`${name}: must be a value${column.type === 'lookup' ? ' or { "source": "…" }' : ''}`);
  }
  return recordIdOf(column.target, source);
}
