/** A lookup as it is read. `label` is null when the reader may not read the record it points to. */
export interface LookupValue {
  readonly id: string;
  readonly table: string;
  readonly label: string | null;
  /** Present when the request expanded this lookup and the reader may read the record. */
  readonly record?: TableRecord;
}

/** A cell as a store keeps it: lookups are bare ids. */
export type StoredValue = string | number | boolean | null;

/** A cell as the wire carries it. */
export type CellValue = StoredValue | LookupValue;

/** A record as a store keeps it: every stored column present, `null` when empty. */
export interface StoredRecord {
  readonly id: string;
  readonly [column: string]: StoredValue;
}

/**
 * A record as a reader sees it: `id`, `etag`, and the columns asked for that this reader may read in this
 * very record. A column that is absent was not asked for or may not be read; `null` is an empty cell.
 */
export interface TableRecord {
  readonly id: string;
  /** Opaque; changes when any cell that this reader may read changes. Send it back in `If-Match`. */
  readonly etag: string;
  readonly [column: string]: CellValue;
}

/** Values to write, by column: lookups as bare ids, `null` to empty a cell. */
export type RecordValues = Readonly<Record<string, StoredValue>>;

export function isLookupValue(value: CellValue | undefined): value is LookupValue {
  return typeof value === 'object' && value !== null;
}
