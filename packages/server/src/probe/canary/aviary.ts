import { randomUUID } from 'node:crypto';
import type { Site } from '@portico/adapter';
import {
  isLookupValue,
  isProtocolError,
  isStored,
  type StoredRecord,
  type StoredValue,
} from '@portico/protocol';
import { CommandError, EXIT } from '../../command-error.ts';
import type { Records } from '../../config/with-records.ts';
import type { Canary } from './canary.ts';
import { canaryIds } from './canary-id.ts';
import { makeCanaries } from './make-canaries.ts';
import { recordsOnCanaries } from './records-on-canaries.ts';
import { tablesInOrder } from './tables-in-order.ts';

/** Brings canaries into the records of a configuration, looks at them, and takes them away again. */
export class Aviary {
  readonly #site: Site;
  readonly #records: Records;

  constructor(site: Site, records: Records) {
    this.#site = site;
    this.#records = records;
  }

  /** Plants canaries in every table, in the place of those that another run left behind. */
  async plant(): Promise<readonly Canary[]> {
    await this.remove();
    const drafts = makeCanaries(this.#site);
    for (const [table, group] of Map.groupBy(drafts, (draft) => draft.table)) {
      const records = group.map(({ id, values }) => ({ id, values }));
      try {
        await this.#records.store.write(this.#records.planner.importRecords(table, records, context()));
      } catch (error) {
        throw notPlanted(table, error);
      }
    }
    const planted: Canary[] = [];
    for (const { table, id, cells } of drafts) {
      const record = await this.read(table, id);
      if (!record) throw new CommandError(`A canary of ${table} was planted and is not there.`, EXIT.notDone);
      planted.push({ table, id, record, cells });
    }
    return planted;
  }

  /** A record with all its stored cells; null when there is none. */
  async read(table: string, id: string): Promise<StoredRecord | null> {
    const schema = this.#site.tables.get(table);
    const columns = Object.entries(schema?.columns ?? {}).flatMap(([name, column]) =>
      isStored(column) ? [name] : [],
    );
    const found = await this.#records.store.get(this.#records.planner.explainRecord(table, columns, id));
    if (!found) return null;
    const cells = columns.map((name): [string, StoredValue] => {
      const cell = found[name];
      return [name, isLookupValue(cell) ? cell.id : ((cell ?? null) as StoredValue)];
    });
    return { ...Object.fromEntries(cells), id };
  }

  /**
   * Takes every canary away that any run may have planted, and what hangs on one: a change that was taken although it must
   * not be may have brought a vote or a note.
   *
   * @param others further records to take away, by table
   */
  async remove(others: ReadonlyMap<string, readonly string[]> = new Map()): Promise<void> {
    for (const { name: table } of tablesInOrder(this.#site.tables).toReversed()) {
      const hanging = await recordsOnCanaries(this.#site, this.#records.store, table);
      const ids = [...new Set([...canaryIds(table), ...hanging, ...(others.get(table) ?? [])])];
      await this.#records.store.write(this.#records.planner.removeImported(table, ids, context()));
    }
  }
}

function context() {
  return { now: new Date().toISOString(), newId: () => randomUUID() };
}

function notPlanted(table: string, error: unknown): unknown {
  if (!isProtocolError(error)) return error;
  const issues = error.issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new CommandError(
    `No canary can be planted in ${table}: ${issues || error.message || error.code}`,
    EXIT.notDone,
    {
      cause: error,
    },
  );
}
