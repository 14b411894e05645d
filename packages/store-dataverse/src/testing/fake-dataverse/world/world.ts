import { ORDINARY, type UserRights } from '../access/user-rights.ts';
import { withSystemColumns } from '../schema/system-columns.ts';
import type { TableDefinition } from '../schema/table-definition.ts';
import { type StoredRow, type StoredValues, Table } from './table.ts';

/** Rows that point at a table by one lookup. */
export interface Collection {
  readonly table: Table;
  readonly column: string;
}

export interface WorldSettings {
  /** Whether é and e differ; they do unless told. */
  readonly accents: boolean;
  /**
   * What `ne` and `not` make of null: `three-valued` leaves such a row out as plain SQL does, `two-valued` lets it in.
   * What Dataverse does is not documented for every operator; a client must be right under both.
   */
  readonly nulls: 'three-valued' | 'two-valued';
  readonly now: () => Date;
  readonly userId: string;
  readonly businessUnitId: string;
  readonly organizationId: string;
}

/** Everything the environment holds: tables, rows, and the one counter of versions. */
export class World {
  readonly settings: WorldSettings;
  /** Of the application user. */
  rights: UserRights = ORDINARY;
  readonly #bySet = new Map<string, Table>();
  readonly #byName = new Map<string, Table>();
  readonly #numbers = new Map<string, number>();
  #version = 1000;
  #undo: (() => void)[] | null = null;

  constructor(settings: WorldSettings) {
    this.settings = settings;
  }

  get version(): number {
    return this.#version;
  }

  tables(): Iterable<Table> {
    return this.#byName.values();
  }

  tableOf(name: string): Table | undefined {
    return this.#byName.get(name);
  }

  tableOfSet(set: string): Table | undefined {
    return this.#bySet.get(set);
  }

  /** Adds a table or takes the place of the one with its name; rows of the old one stay. */
  define(definition: TableDefinition): Table {
    const whole = withSystemColumns(definition);
    const old = this.#byName.get(definition.name);
    if (old) this.#bySet.delete(old.definition.set);
    const table = new Table(whole);
    for (const [id, row] of old?.rows ?? []) table.put(id, row, row.version);
    for (const [id, version] of old?.removed ?? []) table.removed.set(id, version);
    this.#byName.set(whole.name, table);
    this.#bySet.set(whole.set, table);
    return table;
  }

  drop(name: string): void {
    const table = this.#byName.get(name);
    if (!table) return;
    this.#byName.delete(name);
    this.#bySet.delete(table.definition.set);
  }

  /** The collection a table has under this name, through the lookups that other tables have on it. */
  collection(name: string, of: string): Collection | null {
    for (const table of this.#byName.values()) {
      for (const { column, target } of table.navigations.values()) {
        if (target.table === of && target.collection === name) return { table, column };
      }
    }
    return null;
  }

  write(table: Table, id: string, values: StoredValues | null): StoredRow | null {
    const old = table.rows.get(id) ?? null;
    const goneAt = table.removed.get(id);
    this.#version += 1;
    const row = values && { id, version: this.#version, values };
    table.put(id, row, this.#version);
    this.#undo?.push(() => {
      table.put(id, old, goneAt ?? 0);
      if (!old && goneAt === undefined) table.removed.delete(id);
    });
    return row;
  }

  /** Runs all of it or, when it throws, leaves everything as it was. */
  atomically<T>(run: () => T): T {
    if (this.#undo) return run();
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      return run();
    } catch (error) {
      this.#undo = null;
      for (const back of undo.reverse()) back();
      throw error;
    } finally {
      this.#undo = null;
    }
  }

  nextNumber(column: string): number {
    const next = (this.#numbers.get(column) ?? 1000) + 1;
    this.#numbers.set(column, next);
    return next;
  }

  /** Takes every row away; the tables stay. */
  clear(): void {
    for (const table of this.#byName.values()) table.clear();
  }
}
