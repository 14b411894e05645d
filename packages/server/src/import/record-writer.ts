import { randomUUID } from 'node:crypto';
import type { Planner } from '@portico/adapter';
import type { Made, Store, WritePlan } from '@portico/adapter/store';
import {
  isLookupValue,
  isProtocolError,
  PROBLEMS,
  type ProtocolError,
  type RecordValues,
  type StoredRecord,
  type TableRecord,
  type TableSchema,
} from '@portico/protocol';
import type { Draft } from './draft.ts';
import type { ImportTally } from './import-tally.ts';
import { isUnchanged, type ReadPresent } from './present-records.ts';

export interface RecordWriterOptions {
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly planner: Pick<Planner, 'importRecords'>;
  readonly store: Pick<Store, 'write' | 'capabilities'>;
  readonly readPresent: ReadPresent;
  readonly tally: ImportTally;
}

type Outcome = 'created' | 'updated' | 'unchanged';

/** A draft with what is there under its id, and the values to write. */
interface Candidate {
  readonly draft: Draft;
  readonly present: TableRecord | undefined;
  readonly values: RecordValues;
}

/**
 * Writes drafts: one transaction for each table of a batch, unchanged records left alone. When a transaction
 * is refused, its records are tried one by one, so that one bad record costs only itself.
 */
export class RecordWriter {
  readonly #options: RecordWriterOptions;
  /** What became of records whose later values are still to be set. */
  readonly #begun = new Map<string, Outcome>();
  /** Shared records known to be there. */
  readonly #settled = new Set<string>();
  readonly #failed = new Set<string>();

  constructor(options: RecordWriterOptions) {
    this.#options = options;
  }

  /**
   * Tables are written in the order in which they first appear. What is settled counts for it: a category that is new
   * comes before its articles also when the batch begins with articles of one that is not.
   */
  async write(drafts: readonly Draft[]): Promise<void> {
    for (const group of Map.groupBy(drafts, (draft) => draft.table).values()) {
      const fresh = group.filter((draft) => !this.#settled.has(draft.id));
      if (fresh.length > 0) await this.#writeGroup(fresh);
    }
    const unfinished = drafts.filter((draft) => draft.later && !this.#failed.has(draft.id));
    for (const group of Map.groupBy(unfinished, (draft) => draft.table).values())
      await this.#writeGroup(group.map((draft) => this.#finished(draft)));
  }

  /** The draft with the later values whose records are there by now. */
  #finished({ later = {}, ...draft }: Draft): Draft {
    const kept = Object.entries(later).filter(([, id]) => !this.#failed.has(String(id)));
    return { ...draft, values: { ...draft.values, ...Object.fromEntries(kept) } };
  }

  /** A record in two steps counts once, when both are done. */
  #count(draft: Draft, outcome: Outcome): void {
    const begun = this.#begun.get(draft.id);
    if (draft.later) this.#begun.set(draft.id, outcome);
    else this.#options.tally.count(draft.table, begun && begun !== 'unchanged' ? begun : outcome);
    if (!draft.later) this.#begun.delete(draft.id);
  }

  async #writeGroup(group: readonly Draft[]): Promise<void> {
    const drafts = [...new Map(group.map((draft) => [draft.id, draft])).values()];
    const table = this.#tableOf(drafts);
    const present = await this.#options.readPresent(
      table,
      drafts.map((draft) => draft.id),
    );
    const candidates: Candidate[] = [];
    for (const draft of drafts) {
      const found = present?.get(draft.id);
      if (draft.needs && this.#failed.has(draft.needs))
        this.#fail(draft, 'the record it belongs to was refused');
      else if (found && draft.shared) this.#settled.add(draft.id);
      else candidates.push(candidateOf(draft, found));
    }
    for (const { draft, present: found } of await this.#writeChanged(table, candidates)) {
      if (draft.shared) this.#settled.add(draft.id);
      this.#count(draft, found ? 'updated' : 'created');
    }
  }

  /** Returns what was written. */
  async #writeChanged(table: TableSchema, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    const plans = this.#plan(table, candidates);
    const records = new Map(plans.flatMap(recordsOf));
    const sound = candidates.filter(({ draft }) => records.has(draft.id));
    const { ownColumns } = this.#options.store.capabilities;
    const changed = sound.filter(({ draft, present, values }) => {
      const record = records.get(draft.id) as StoredRecord;
      const same = present !== undefined && isUnchanged(table, present, record, values, ownColumns);
      if (same) this.#count(draft, 'unchanged');
      return !same;
    });
    if (changed.length === 0) return [];
    const [plan] = plans;
    const asPlanned = plans.length === 1 && changed.length === sound.length;
    try {
      await this.#options.store.write(asPlanned && plan ? plan : this.#planOf(table, changed));
      return changed;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.#writeOneByOne(table, changed);
    }
  }

  /** One plan of all; or where the planner refuses some, one for each it accepts, and the rest are reported. */
  #plan(table: TableSchema, candidates: readonly Candidate[]): readonly Made<WritePlan>[] {
    if (candidates.length === 0) return [];
    try {
      return [this.#planOf(table, candidates)];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (candidates.length > 1) return candidates.flatMap((candidate) => this.#plan(table, [candidate]));
      for (const { draft } of candidates) this.#fail(draft, reasonOf(error));
      return [];
    }
  }

  async #writeOneByOne(table: TableSchema, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    const written: Candidate[] = [];
    for (const candidate of candidates) {
      try {
        await this.#options.store.write(this.#planOf(table, [candidate]));
        written.push(candidate);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        this.#fail(candidate.draft, reasonOf(error));
      }
    }
    return written;
  }

  #planOf(table: TableSchema, candidates: readonly Candidate[]): Made<WritePlan> {
    const records = candidates.map(({ draft, values }) => ({ id: draft.id, values }));
    const context = { now: new Date().toISOString(), newId: () => randomUUID() };
    return this.#options.planner.importRecords(table.name, records, context);
  }

  #fail(draft: Draft, reason: string): void {
    this.#failed.add(draft.id);
    this.#options.tally.fail(draft.table, draft.place, reason);
  }

  #tableOf(drafts: readonly Draft[]): TableSchema {
    const name = drafts[0]?.table ?? '';
    const table = this.#options.tables.get(name);
    if (table === undefined) throw new TypeError(`Unknown table ${name}`);
    return table;
  }
}

/**
 * A record without a time of its own keeps the one it has, instead of being made anew at every import. So does one whose
 * later values are still to come.
 */
function candidateOf(draft: Draft, present: TableRecord | undefined): Candidate {
  const later = Object.keys(draft.later ?? {}).flatMap((name) => {
    const cell = present?.[name];
    return isLookupValue(cell) ? [[name, cell.id] as const] : [];
  });
  const values = { ...draft.values, ...Object.fromEntries(later) };
  const created = present?.created_at;
  const keeps = typeof created === 'string' && values.created_at === undefined;
  return { draft, present, values: keeps ? { ...values, created_at: created } : values };
}

function recordsOf(plan: WritePlan): readonly (readonly [string, StoredRecord])[] {
  return plan.steps.flatMap((step) =>
    step.type === 'create' ? [[step.record.id, step.record] as const] : [],
  );
}

/** The record is at fault, not the store. */
function isRefusal(error: unknown): error is ProtocolError {
  return isProtocolError(error) && PROBLEMS[error.code].status < 500;
}

function reasonOf(error: ProtocolError): string {
  if (error.issues.length === 0) return error.message || PROBLEMS[error.code].title;
  return error.issues
    .map(({ path, message }) => `${path.replace(/^records\[\d+\]\./, '')}: ${message}`)
    .join('; ');
}
