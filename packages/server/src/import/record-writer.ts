import { randomUUID } from 'node:crypto';
import type { Planner } from '@portico/adapter';
import type { Made, Store, WritePlan } from '@portico/adapter/store';
import {
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
  readonly store: Pick<Store, 'write'>;
  readonly readPresent: ReadPresent;
  readonly tally: ImportTally;
}

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
  /** Shared records known to be there. */
  readonly #settled = new Set<string>();
  readonly #failed = new Set<string>();

  constructor(options: RecordWriterOptions) {
    this.#options = options;
  }

  /** Tables are written in the order in which they first appear. */
  async write(drafts: readonly Draft[]): Promise<void> {
    const fresh = drafts.filter((draft) => !this.#settled.has(draft.id));
    const byTable = Map.groupBy(fresh, (draft) => draft.table);
    const created = new Set<string>();
    for (const group of byTable.values()) await this.#writeGroup(group, created);
    const later = fresh.filter((draft) => draft.later && !this.#failed.has(draft.id));
    for (const group of Map.groupBy(later, (draft) => draft.table).values()) {
      await this.#writeLater(group, created);
    }
  }

  async #writeGroup(group: readonly Draft[], created: Set<string>): Promise<void> {
    const drafts = [...new Map(group.map((draft) => [draft.id, draft])).values()];
    const table = this.#tableOf(drafts);
    const present = await this.#options.readPresent(table, ids(drafts));
    const candidates: Candidate[] = [];
    for (const draft of drafts) {
      const found = present?.get(draft.id);
      if (draft.needs && this.#failed.has(draft.needs)) this.#fail(draft, 'the record it belongs to was refused');
      else if (found && draft.shared) this.#settled.add(draft.id);
      // What points forward is written in the second round; those that are there wait for it as a whole.
      else if (!found || !draft.later) candidates.push(candidateOf(draft, found, draft.values));
    }
    for (const { draft, present: found } of await this.#writeChanged(table, candidates)) {
      if (!found) created.add(draft.id);
      if (draft.shared) this.#settled.add(draft.id);
      this.#options.tally.count(draft.table, found ? 'updated' : 'created');
    }
  }

  async #writeLater(drafts: readonly Draft[], created: ReadonlySet<string>): Promise<void> {
    const table = this.#tableOf(drafts);
    const present = await this.#options.readPresent(table, ids(drafts));
    const candidates = drafts.map((draft) =>
      candidateOf(draft, present?.get(draft.id), { ...draft.values, ...draft.later }),
    );
    for (const { draft } of await this.#writeChanged(table, candidates)) {
      if (!created.has(draft.id)) this.#options.tally.count(draft.table, 'updated');
    }
  }

  /** Returns what was written. */
  async #writeChanged(table: TableSchema, candidates: readonly Candidate[]): Promise<readonly Candidate[]> {
    const planned = this.#plan(table, candidates);
    const changed = planned.filter(({ candidate, record }) => {
      const { draft, present, values } = candidate;
      const same = present !== undefined && isUnchanged(table, present, record, values);
      if (same) this.#options.tally.count(draft.table, 'unchanged');
      return !same;
    });
    if (changed.length === 0) return [];
    const all = changed.map(({ candidate }) => candidate);
    try {
      await this.#options.store.write(this.#planOf(table, all));
      return all;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return this.#writeOneByOne(table, all);
    }
  }

  /** The records as they would be stored; those the planner refuses are reported and left out. */
  #plan(table: TableSchema, candidates: readonly Candidate[]): { candidate: Candidate; record: StoredRecord }[] {
    if (candidates.length === 0) return [];
    try {
      const records = recordsOf(this.#planOf(table, candidates));
      return candidates.map((candidate) => ({
        candidate,
        record: records.get(candidate.draft.id) as StoredRecord,
      }));
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

function ids(drafts: readonly Draft[]): string[] {
  return drafts.map((draft) => draft.id);
}

/** A record without a time of its own keeps the one it has, instead of being made anew at every import. */
function candidateOf(draft: Draft, present: TableRecord | undefined, values: RecordValues): Candidate {
  const created = present?.created_at;
  const keeps = typeof created === 'string' && values.created_at === undefined;
  return { draft, present, values: keeps ? { ...values, created_at: created } : values };
}

function recordsOf(plan: WritePlan): ReadonlyMap<string, StoredRecord> {
  return new Map(plan.steps.flatMap((step) => (step.type === 'create' ? [[step.record.id, step.record]] : [])));
}

/** The record is at fault, not the store. */
function isRefusal(error: unknown): error is ProtocolError {
  return isProtocolError(error) && PROBLEMS[error.code].status < 500;
}

function reasonOf(error: ProtocolError): string {
  if (error.issues.length === 0) return error.message || PROBLEMS[error.code].title;
  return error.issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
}
