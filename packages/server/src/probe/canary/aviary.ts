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
import { type CanaryDraft, makeCanaries } from './make-canaries.ts';
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
    for (const [table, group] of Map.groupBy(drafts, (draft) => draft.table)) await this.#write(table, group);
    const planted: Canary[] = [];
    for (const { table, id, cells } of drafts) {
      const record = await this.read(table, id);
      if (!record) throw new CommandError(`A canary of ${table} was planted and is not there.`, EXIT.notDone);
      planted.push({ table, id, record, cells });
    }
    return planted;
  }

  /** A store that cannot keep all lookups of a record gets those that it can. */
  async #write(
    table: string,
    drafts: readonly CanaryDraft[],
    without: readonly string[] = [],
  ): Promise<void> {
    const records = drafts.map(({ id, values }) => ({
      id,
      values: Object.fromEntries(Object.entries(values).filter(([column]) => !without.includes(column))),
    }));
    try {
      await this.#records.store.write(this.#records.planner.importRecords(table, records, context()));
    } catch (error) {
      const lookups = refusedLookups(this.#site, table, error).filter((column) => !without.includes(column));
      if (lookups.length === 0) throw notPlanted(table, error);
      await this.#write(table, drafts, [...without, ...lookups]);
    }
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

/** The lookups that a store says no to, of those that a record can do without. */
function refusedLookups(site: Site, table: string, error: unknown): readonly string[] {
  const columns = site.tables.get(table)?.columns ?? {};
  const paths = isProtocolError(error) ? error.issues.map(({ path }) => path.replace(/^.*\./, '')) : [];
  return paths.filter((column) => {
    const schema = Object.hasOwn(columns, column) ? columns[column] : undefined;
    return schema?.type === 'lookup' && !schema.required;
  });
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
