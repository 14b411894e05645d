import { isStored, type StoredRecord, type StoredValue, type TableSchema } from '@portico/protocol';
import type { Random } from '../../store/contract/random.ts';
import { FILLED_AT, legalValue, type Material } from './cell-values.ts';

export interface RecordMaterial extends Material {
  /** The contacts and accounts of the people who will ask; lookups prefer them. */
  readonly own: Readonly<Record<'contact' | 'account', readonly string[]>>;
}

/** Records of one table: empty cells, twins but for the id, everybody's and nobody's. */
export function randomRecords(random: Random, table: TableSchema, material: RecordMaterial): StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const id of material.ids.get(table.name) ?? []) {
    const twin = records.length > 0 && random.chance(0.1) ? random.pick(records) : null;
    const record = twin ? { ...twin, id } : randomRecord(random, table, id, material);
    records.push(withoutClashes(table, record, records));
  }
  return records;
}

function randomRecord(
  random: Random,
  table: TableSchema,
  id: string,
  material: RecordMaterial,
): StoredRecord {
  const cells: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (!isStored(column)) continue;
    // An import fills in what is required, has a default or is a time of the record's own.
    const filled = column.required || 'default' in column || name === 'created_at' || name === 'updated_at';
    if (!filled && random.chance(emptiness(column.type))) cells[name] = null;
    else if (column.type === 'lookup' && isOwn(column.target) && random.chance(0.7))
      cells[name] = random.pick(material.own[column.target]);
    else cells[name] = legalValue(random, name, column, material) ?? timeOfImport(name);
    if ('maxLength' in column) cells[name] = fitted(cells[name], column.maxLength);
  }
  return { ...cells, id };
}

/** Where the store says itself when a record was changed, it is when the records came. */
function timeOfImport(column: string): StoredValue {
  return column === 'updated_at' ? FILLED_AT : null;
}

function fitted(cell: StoredValue, maxLength: number): StoredValue {
  if (typeof cell !== 'string' || cell.length <= maxLength) return cell;
  const cut = cell.slice(0, maxLength).trim();
  return cut !== '' && cut.isWellFormed() ? cut : 'x';
}

function emptiness(type: string): number {
  return type === 'lookup' || type === 'choice' || type === 'boolean' ? 0.12 : 0.25;
}

function isOwn(target: string): target is 'contact' | 'account' {
  return target === 'contact' || target === 'account';
}

/** Null is never the same as null, so emptying one cell of a unique set parts two records. */
function withoutClashes(
  table: TableSchema,
  record: StoredRecord,
  others: readonly StoredRecord[],
): StoredRecord {
  let clear = record;
  for (const set of table.unique ?? []) {
    const clashes = others.some((other) =>
      set.every((name) => clear[name] !== null && clear[name] === other[name]),
    );
    if (clashes) clear = { ...clear, [set[0] as string]: null };
  }
  return clear;
}
