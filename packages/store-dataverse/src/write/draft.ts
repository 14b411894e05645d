import { type CountPlan, matches, numberIn, type RecordDraft } from '@portico/adapter/store';
import {
  and,
  EVERYTHING,
  eq,
  type Filter,
  not,
  or,
  type StoredRecord,
  type TableSchema,
} from '@portico/protocol';
import type { LookupTargets } from '../read/lookup-targets.ts';
import { followFrom, type Snapshot } from '../read/snapshot.ts';
import { counterName, NUMBER_COUNTER } from './number-counter.ts';

/** What a write needs to know of the tables. */
export interface DraftTables {
  readonly targets: LookupTargets;
  schemaOf(table: string): TableSchema;
  /** The record as Dataverse will give it back. */
  asKept(table: string, record: StoredRecord): StoredRecord;
  /** The id of the counter of a numbered column; null where Dataverse numbers the rows itself. */
  counterId(table: string, column: string): string | null;
  /** Whether records of the table are numbered here. */
  numbers(table: string): boolean;
  /** Lookups to the table whose rows Dataverse would delete along. */
  deletedAlong(table: string): readonly { readonly table: string; readonly column: string }[];
}

/** One row as a write leaves it: null when it is gone. */
export interface DraftEntry {
  readonly table: string;
  readonly id: string;
  readonly record: StoredRecord | null;
}

/** Rows of a snapshot with the changes of one write laid over them. Nothing is sent from here. */
export class Draft implements RecordDraft {
  readonly #snapshot: Snapshot;
  readonly #tables: DraftTables;
  /** By table and id; the tables in one map, so that entries stay in the order they were made in. */
  readonly #entries = new Map<string, DraftEntry>();

  constructor(snapshot: Snapshot, tables: DraftTables) {
    this.#snapshot = snapshot;
    this.#tables = tables;
  }

  /** Every row that a step put or removed, in the order it was first touched. */
  entries(): IteratorObject<DraftEntry> {
    return this.#entries.values();
  }

  find(table: string, id: string): StoredRecord | undefined {
    const entry = this.#entries.get(`${table} ${id}`);
    return entry ? (entry.record ?? undefined) : this.#snapshot.find(table, id);
  }

  *matching(table: string, filter: Filter): Generator<StoredRecord> {
    // Related rows may have been changed by a step before, which the rows in Dataverse do not know yet.
    const asked = this.#entries.size === 0 ? filter : withoutRelated(filter);
    for (const id of this.#ids(table, asked)) {
      const record = this.find(table, id);
      if (record && this.matches(table, filter, record)) yield record;
    }
  }

  count(plan: CountPlan): number {
    throw new Error(`A write does not count records (${plan.column}).`);
  }

  matches(table: string, filter: Filter, record: StoredRecord): boolean {
    return matches(filter, record, followFrom(this, this.#tables.targets, table));
  }

  put(table: string, record: StoredRecord): void {
    const kept = this.#tables.asKept(table, record);
    this.#countUpTo(table, kept);
    this.#set({ table, id: record.id, record: kept });
  }

  remove(table: string, id: string): void {
    for (const along of this.#tables.deletedAlong(table))
      for (const record of [...this.matching(along.table, eq(along.column, id))])
        this.put(along.table, { ...record, [along.column]: null });
    this.#set({ table, id, record: null });
  }

  twin(
    table: TableSchema,
    set: readonly string[],
    record: StoredRecord,
    except?: string,
  ): StoredRecord | undefined {
    const same = and(...set.map((name) => eq(name, record[name] ?? null)));
    for (const other of this.matching(table.name, same)) if (other.id !== except) return other;
    return undefined;
  }

  nextNumber(table: TableSchema, column: string, prefix: string): number {
    const id = this.#tables.counterId(table.name, column);
    // A number of the platform's own making replaces this one when the row is made.
    if (id === null) return 0;
    const next = this.#lastNumber(id, table.name, column, prefix) + 1;
    this.#setCounter(id, table.name, column, next);
    return next;
  }

  /** A number that came with a record is stepped over by all that are given later. */
  #countUpTo(table: string, record: StoredRecord): void {
    for (const [column, schema] of Object.entries(this.#tables.schemaOf(table).columns)) {
      if (schema.type !== 'text' || schema.numbering === undefined) continue;
      const number = numberIn(schema.numbering, record[column]);
      const id = this.#tables.counterId(table, column);
      if (number === 0 || id === null || this.find(table, record.id)?.[column] === record[column]) continue;
      if (number > this.#lastNumber(id, table, column, schema.numbering))
        this.#setCounter(id, table, column, number);
    }
  }

  #lastNumber(id: string, table: string, column: string, prefix: string): number {
    const counter = this.find(NUMBER_COUNTER.name, id);
    return counter ? Number(counter.last) : this.#snapshot.highest(table, column, prefix);
  }

  #setCounter(id: string, table: string, column: string, last: number): void {
    const record = { id, name: counterName(table, column), last };
    this.#set({ table: NUMBER_COUNTER.name, id, record });
  }

  #set(entry: DraftEntry): void {
    this.#entries.set(`${entry.table} ${entry.id}`, entry);
  }

  #ids(table: string, filter: Filter): ReadonlySet<string> {
    const touched = this.#entries.values().filter((entry) => entry.table === table);
    return new Set([...this.#snapshot.candidates(table, filter), ...touched.map(({ id }) => id)]);
  }
}

/** A filter that holds wherever the given one may hold, whatever the records are that lookups point to. */
function withoutRelated(filter: Filter): Filter {
  switch (filter.type) {
    case 'and':
      return and(...filter.filters.map(withoutRelated));
    case 'or':
      return or(...filter.filters.map(withoutRelated));
    case 'not':
      return hasRelated(filter.filter) ? EVERYTHING : not(filter.filter);
    case 'related':
      return EVERYTHING;
    default:
      return filter;
  }
}

function hasRelated(filter: Filter): boolean {
  if (filter.type === 'and' || filter.type === 'or') return filter.filters.some(hasRelated);
  return filter.type === 'related' || (filter.type === 'not' && hasRelated(filter.filter));
}
