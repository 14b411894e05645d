import type {
  CreateStep,
  DeleteStep,
  ReferenceCheck,
  UpdateStep,
  WritePlan,
  WriteStep,
} from '@portico/adapter/store';
import {
  EVERYTHING,
  type Filter,
  ProtocolError,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import type { Change, SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
import { findTwin, hasRival } from './find-twin.ts';
import { AUDIT_ENTRY, IDEMPOTENCY_KEY } from './internal-tables.ts';
import { isNumbered, numbered, reserveNumbers } from './numbering.ts';
import { recallKey } from './recall-key.ts';
import type { RecordStates } from './record-state.ts';
import type { RecordTable } from './record-table.ts';

type Written = { readonly id: string; readonly replayed: boolean };

/** Runs write plans, each within a transaction that its caller begins and ends. */
export class WriteRecords {
  readonly #dialect: Pick<SqlDialect, 'announce'>;
  readonly #states: RecordStates;
  readonly #table: RecordTable;

  constructor(dialect: Pick<SqlDialect, 'announce'>, states: RecordStates, table: RecordTable) {
    this.#dialect = dialect;
    this.#states = states;
    this.#table = table;
  }

  async run(transaction: WriteTransaction, plan: WritePlan): Promise<Written> {
    const replay = plan.idempotency && (await recallKey(transaction, plan.idempotency));
    if (replay) return { id: replay, replayed: true };
    const run = new Run(transaction, this.#states, this.#table);
    for (const step of plan.steps) await run.step(step);
    await this.#keepTrail(transaction, plan);
    if (run.changes.length > 0) await this.#dialect.announce(transaction, run.changes);
    return { id: plan.result.id, replayed: false };
  }

  /** The audit entry, and the key that makes the same request a replay, stand or fall with the records. */
  async #keepTrail(transaction: WriteTransaction, plan: WritePlan): Promise<void> {
    const { event, contact, permission, at: created_at } = plan.audit;
    const { table, id: record } = plan.result;
    const entry = { id: crypto.randomUUID(), event, table, record, contact, permission, created_at };
    await this.#table.insert(transaction, AUDIT_ENTRY, entry);
    if (!plan.idempotency) return;
    const { scope, key, fingerprint } = plan.idempotency;
    const use = { id: crypto.randomUUID(), scope, key, fingerprint, table, record, created_at };
    await this.#table.insert(transaction, IDEMPOTENCY_KEY, use);
  }
}

/** One plan on its way through its steps. The order of the refusals is part of the store contract. */
class Run {
  /** What the steps did to records, in their order. */
  readonly changes: Change[] = [];
  readonly #transaction: WriteTransaction;
  readonly #states: RecordStates;
  readonly #table: RecordTable;

  constructor(transaction: WriteTransaction, states: RecordStates, table: RecordTable) {
    this.#transaction = transaction;
    this.#states = states;
    this.#table = table;
  }

  async step(step: WriteStep): Promise<void> {
    switch (step.type) {
      case 'create':
        return this.#create(step);
      case 'update':
        return this.#update(step);
      case 'delete':
        return this.#delete(step);
      case 'require':
        await this.#required(step, step.id, step.when);
    }
  }

  async #create(step: CreateStep): Promise<void> {
    const { table, onDuplicate } = step;
    await this.#checkReferences(step.references);
    const twin = await findTwin(this.#transaction, step, this.#states);
    if (twin && onDuplicate === 'replace') {
      const values = replacement(table, step.record);
      await reserveNumbers(this.#transaction, table, step.record);
      await this.#table.update(this.#transaction, table, twin, values);
      this.#changed(table, twin.id);
      return this.#mustHold(table, twin.id, step.allowed);
    }
    if (twin) return this.#refuseOrKeep(step);
    const record = await numbered(this.#transaction, table, step.record);
    await this.#table.insert(this.#transaction, table, record);
    this.#changed(table, record.id);
    await this.#mustHold(table, record.id, step.allowed);
  }

  /**
   * Allowed or not is said first: whoever may not create must not learn what exists. The record is not in
   * the table, so it is judged in the guise of a row.
   */
  async #refuseOrKeep({ table, record, allowed, onDuplicate }: CreateStep): Promise<void> {
    if (!(await this.#states.wouldHold(this.#transaction, table, record, allowed)))
      throw new ProtocolError('permission_denied');
    if (onDuplicate === 'refuse') throw new ProtocolError('duplicate_record');
  }

  async #update(step: UpdateStep): Promise<void> {
    const { table, target } = step;
    const found =
      'id' in target
        ? [await this.#required(step, target.id, step.when)]
        : await this.#every(table, target.every);
    await this.#checkReferences(step.references);
    for (const record of found) {
      await this.#refuseRival(step, { ...record, ...step.changes, id: record.id });
      await this.#table.update(this.#transaction, table, record, step.changes);
      this.#changed(table, record.id);
      await this.#mustHold(table, record.id, step.after);
    }
  }

  /** As at a create: a change that is not allowed is refused as such, whoever has the unique values already. */
  async #refuseRival({ table, changes, after }: UpdateStep, changed: StoredRecord): Promise<void> {
    if (!(await hasRival(this.#transaction, table, changed, Object.keys(changes), this.#states))) return;
    const allowed = await this.#states.wouldHold(this.#transaction, table, changed, after);
    throw new ProtocolError(allowed ? 'duplicate_record' : 'permission_denied');
  }

  async #delete(step: DeleteStep): Promise<void> {
    const { table, target } = step;
    const found =
      'id' in target
        ? [await this.#required(step, target.id, EVERYTHING)]
        : await this.#every(table, target.every);
    for (const record of found) {
      await this.#table.delete(this.#transaction, table, record);
      this.#changed(table, record.id);
    }
  }

  #changed(table: TableSchema, id: string): void {
    this.changes.push({ table: table.name, id });
  }

  async #every(table: TableSchema, filter: Filter): Promise<StoredRecord[]> {
    const found: StoredRecord[] = [];
    for (const id of await this.#states.find(this.#transaction, table, filter)) {
      const state = await this.#states.read(this.#transaction, table, id, {});
      if (state) found.push(state.record);
    }
    return found;
  }

  /** The record of a step, when it is as the step needs it. */
  async #required(
    step: Pick<UpdateStep, 'table' | 'before' | 'readable' | 'expected'>,
    id: string,
    when: Filter,
  ): Promise<StoredRecord> {
    const { before, readable, expected } = step;
    const conditions = { before, readable, when };
    const state = await this.#states.read(this.#transaction, step.table, id, conditions, expected);
    if (!state) throw new ProtocolError('not_found');
    if (!state.holds.before)
      throw new ProtocolError(state.holds.readable ? 'permission_denied' : 'not_found');
    // Who may not read a record has no ETag of it: a guess that held would tell what is in it.
    if (expected && !(state.holds.readable && state.etag === expected.etag))
      throw new ProtocolError('etag_mismatch');
    if (!state.holds.when) throw new ProtocolError('action_not_possible');
    return state.record;
  }

  async #mustHold(table: TableSchema, id: string, allowed: Filter): Promise<void> {
    if (allowed.type === 'everything') return;
    const holds = await this.#states.holds(this.#transaction, table, id, allowed);
    if (!holds) throw new ProtocolError('permission_denied');
  }

  /** One refusal for a record that does not exist and one that may not be pointed to. */
  async #checkReferences(references: readonly ReferenceCheck[]): Promise<void> {
    for (const { column, target, id, allowed } of references) {
      if (await this.#states.holds(this.#transaction, target, id, allowed)) continue;
      const message = 'This record does not exist or cannot be used here.';
      throw new ProtocolError('invalid_reference', message, { issues: [{ path: column, message }] });
    }
  }
}

/** The values a present record takes over. Its id stays, and its number where the new one has none: it may have been quoted. */
function replacement(table: TableSchema, record: StoredRecord): Record<string, StoredValue> {
  const values = Object.entries(record).filter(
    ([column, value]) => column !== 'id' && !(value === null && isNumbered(table, column)),
  );
  return Object.fromEntries(values);
}
