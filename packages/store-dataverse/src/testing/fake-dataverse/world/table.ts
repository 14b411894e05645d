import type { ColumnDefinition, LookupTarget, TableDefinition } from '../schema/table-definition.ts';

export interface LookupValue {
  readonly id: string;
  readonly table: string;
}
export type StoredValue = string | number | boolean | LookupValue;
export type StoredValues = Readonly<Record<string, StoredValue | null | undefined>>;

/** A row as kept: never changed in place, so that an undo puts the old one back. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly values: StoredValues;
}

export interface Navigation {
  readonly column: string;
  readonly target: LookupTarget;
}

/** The rows of one table and the indexes of its alternate keys. */
export class Table {
  readonly definition: TableDefinition;
  readonly rows = new Map<string, StoredRow>();
  /** When each row that is gone went, for change tracking. */
  readonly removed = new Map<string, number>();
  readonly navigations = new Map<string, Navigation>();
  readonly #unique = new Map<string, Map<string, string>>();

  constructor(definition: TableDefinition) {
    this.definition = definition;
    for (const [column, { type, ...rest }] of Object.entries(definition.columns)) {
      if (type !== 'lookup' || !('targets' in rest)) continue;
      for (const target of rest.targets) this.navigations.set(target.navigation, { column, target });
    }
    for (const key of definition.keys ?? []) this.#unique.set(key.name, new Map());
  }

  get name(): string {
    return this.definition.name;
  }

  column(name: string): ColumnDefinition | undefined {
    return Object.hasOwn(this.definition.columns, name) ? this.definition.columns[name] : undefined;
  }

  /** Puts a row, or takes it away with null. */
  put(id: string, row: StoredRow | null, version: number): void {
    const old = this.rows.get(id);
    for (const key of this.definition.keys ?? []) {
      const index = this.#unique.get(key.name)!;
      const before = old && keyText(key.columns, old.values);
      if (before) index.delete(before);
      const after = row && keyText(key.columns, row.values);
      if (after) index.set(after, id);
    }
    if (row) {
      this.rows.set(id, row);
      this.removed.delete(id);
    } else {
      this.rows.delete(id);
      this.removed.set(id, version);
    }
  }

  /** The name of an alternate key that another row has with these values. */
  takenKey(id: string, values: StoredValues): string | null {
    for (const key of this.definition.keys ?? []) {
      const text = keyText(key.columns, values);
      const holder = text === null ? undefined : this.#unique.get(key.name)!.get(text);
      if (holder !== undefined && holder !== id) return key.name;
    }
    return null;
  }

  /** The row with these values of exactly the columns of an alternate key; undefined where there is no such key. */
  byKey(values: StoredValues): StoredRow | null | undefined {
    const names = Object.keys(values).sort().join();
    const key = this.definition.keys?.find(({ columns }) => [...columns].sort().join() === names);
    if (!key) return undefined;
    const id = this.#unique.get(key.name)!.get(keyText(key.columns, values) ?? '');
    return (id && this.rows.get(id)) || null;
  }

  clear(): void {
    this.rows.clear();
    this.removed.clear();
    for (const index of this.#unique.values()) index.clear();
  }
}

/** Null where a column is null: rows with a null in the key are not held to it. Text counts without case. */
function keyText(columns: readonly string[], values: StoredValues): string | null {
  const parts: string[] = [];
  for (const column of columns) {
    const value = values[column];
    if (value === null || value === undefined) return null;
    const plain = typeof value === 'object' ? value.id : value;
    parts.push(typeof plain === 'string' ? plain.toLowerCase().replace(/ +$/, '') : String(plain));
  }
  return JSON.stringify(parts);
}
