import type { RecordValues } from '@portico/protocol';

/** A record as an import wants it, with where it was read so that a refusal can name it. */
export interface Draft {
  readonly table: string;
  readonly id: string;
  readonly values: RecordValues;
  /** The record of the same import this one belongs to; when that one is refused, this is not tried. */
  readonly needs?: string;
  /**
   * Lookups to records of the same import that come after this one and point to it: set when those are there, as no store
   * need keep a lookup to nowhere. One whose record was refused is left out.
   */
  readonly later?: RecordValues;
  /** Belongs to many items: made when absent, and left as it is when present, for people rename such records. */
  readonly shared?: true;
  /** Such as `articles.jsonl, line 12`. */
  readonly place: string;
}

/** One item of an import, such as a line or a file, or why it cannot be read. */
export type Item =
  | { readonly place: string; readonly value: unknown }
  | { readonly place: string; readonly fault: string };

/** Items as they are read, with the bytes read so far. */
export interface ItemSource {
  /** Bytes to read in all, as they are on disk. */
  readonly totalBytes: number;
  /** Bytes read so far. */
  readonly bytes: () => number;
  readonly items: AsyncIterable<Item>;
}

/** Turns an item's value into records, in an order in which they can be written. Throws `ItemError`. */
export type MapItem = (value: unknown, place: string) => readonly Draft[];

/** Why one item cannot be imported; the rest goes on. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
}
