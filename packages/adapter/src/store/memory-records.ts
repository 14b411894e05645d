import type { Filter, StoredRecord, TableSchema } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { type Follow, matches } from '../filter/matches.ts';
import type { CountPlan } from '../plan/plan.ts';
import { numberIn } from './format-number.ts';
import type { RecordDraft } from './record-source.ts';

/** The records of a memory store at one moment. A write works on a copy and puts it in place when all is done. */
export class MemoryRecords implements RecordDraft {
  readonly #tables: Map<string, { readonly schema: TableSchema; records: Map<string, StoredRecord> }>;
  /** Tables whose records this copy shares with the one it was made from. */
  readonly #shared: Set<string>;
  /** Highest number given so far, by table and column. */
  readonly #numbers: Map<string, number>;

  constructor(from?: MemoryRecords) {
    this.#tables = new Map(from?.entries());
    this.#shared = new Set(this.#tables.keys());
    this.#numbers = new Map(from?.numbers());
  }

  addTable(schema: TableSchema): void {
    const records = this.#tables.get(schema.name)?.records ?? new Map();
    this.#tables.set(schema.name, { schema, records });
  }

  /** What a site with this table would miss here, in words. */
  faultsOf({ name, columns }: TableSchema): string[] {
    const known = this.#tables.get(name)?.schema;
    if (!known) return [`The table ${name} is missing.`];
    return Object.keys(columns)
      .filter((column) => !Object.hasOwn(known.columns, column))
      .map((column) => `The column ${name}.${column} is missing.`);
  }

  all(table: string): MapIterator<StoredRecord> {
    return this.#table(table).records.values();
  }

  find(table: string, id: string): StoredRecord | undefined {
    return this.#table(table).records.get(id);
  }

  put(table: string, record: StoredRecord): void {
    this.#own(table).set(record.id, Object.freeze(record));
  }

  remove(table: string, id: string): void {
    this.#own(table).delete(id);
  }

  *matching(table: string, filter: Filter): Generator<StoredRecord> {
    const follow = this.#followFrom(table);
    for (const record of this.#table(table).records.values()) {
      if (matches(filter, record, follow)) yield record;
    }
  }

  count({ table: { name }, lookup, visible }: CountPlan, id: string): number {
    let counted = 0;
    for (const record of this.all(name)) {
      if (record[lookup] === id && this.matches(name, visible, record)) counted++;
    }
    return counted;
  }

  twin(
    table: TableSchema,
    set: readonly string[],
    record: StoredRecord,
    except?: string,
  ): StoredRecord | undefined {
    return this.all(table.name).find(
      (other) => other.id !== except && set.every((name) => other[name] === record[name]),
    );
  }

  nextNumber(table: TableSchema, column: string, prefix: string): number {
    const key = `${table.name}.${column}`;
    let highest = 0;
    for (const record of this.all(table.name)) highest = Math.max(highest, numberIn(prefix, record[column]));
    const next = Math.max(this.#numbers.get(key) ?? 0, highest) + 1;
    this.#numbers.set(key, next);
    return next;
  }

  matches(table: string, filter: Filter, record: StoredRecord): boolean {
    return matches(filter, record, this.#followFrom(table));
  }

  entries(): [string, { readonly schema: TableSchema; records: Map<string, StoredRecord> }][] {
    return [...this.#tables].map(([name, table]) => [name, { ...table }]);
  }

  numbers(): MapIterator<[string, number]> {
    return this.#numbers.entries();
  }

  #followFrom(table: string): Follow {
    return (record, lookup) => {
      const column = columnOf(this.#table(table).schema, lookup);
      const id = record[lookup];
      if (column?.type !== 'lookup' || typeof id !== 'string') return null;
      const target = this.find(column.target, id);
      return target ? { record: target, follow: this.#followFrom(column.target) } : null;
    };
  }

  #own(name: string): Map<string, StoredRecord> {
    const table = this.#table(name);
    if (this.#shared.delete(name)) table.records = new Map(table.records);
    return table.records;
  }

  #table(name: string): { readonly schema: TableSchema; records: Map<string, StoredRecord> } {
    const table = this.#tables.get(name);
    if (!table) throw new Error(`The memory store was not opened with the table ${name}.`);
    return table;
  }
}
