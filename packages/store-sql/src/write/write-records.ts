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
  type TableSchema,
} from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import { findTwin } from './find-twin.ts';
import { recallKey, rememberKey } from './idempotency.ts';
import { AUDIT_ENTRY, isInternal } from './internal-tables.ts';
import { isNumbered, numbered } from './numbering.ts';
import type { RecordState, RecordStates } from './record-state.ts';
import type { RecordTable } from './record-table.ts';

type Written = { readonly id: string; readonly replayed: boolean };

/** Runs write plans, each within a transaction that its caller begins and ends. */
export class WriteRecords {
  readonly #states: RecordStates;
  readonly #table: RecordTable;

  constructor(states: RecordStates, table: RecordTable) {
    this.#states = states;
    this.#table = table;
  }

  async run(transaction: WriteTransaction, plan: WritePlan): Promise<Written> {
    const replay = plan.idempotency && (await recallKey(transaction, plan.idempotency));
    if (replay) return { id: replay, replayed: true };
    const run = new Run(transaction, plan, this.#states, this.#table);
    for (const step of plan.steps) await run.step(step);
    const id = run.idOf(plan.result.id);
    if (plan.idempotency) await rememberKey(transaction, this.#table, plan, plan.idempotency, id);
    return { id, replayed: false };
  }
}

/** One plan on its way through its steps. */
class Run {
  readonly #transaction: WriteTransaction;
  readonly #plan: WritePlan;
  readonly #states: RecordStates;
  readonly #table: RecordTable;
  /** Ids a plan proposed, and the ids of the records found in their place. */
  readonly #found = new Map<string, string>();

  constructor(transaction: WriteTransaction, plan: WritePlan, states: RecordStates, table: RecordTable) {
    this.#transaction = transaction;
    this.#plan = plan;
    this.#states = states;
    this.#table = table;
  }

  idOf(proposed: string): string {
    return this.#found.get(proposed) ?? proposed;
  }

  async step(step: WriteStep): Promise<void> {
    switch (step.type) {
      case 'create':
        return this.#create(step);
      case 'update':
        for (const id of await this.#targets(step)) await this.#update(step, id);
        return;
      case 'delete':
        for (const id of await this.#targets(step)) await this.#delete(step, id);
        return;
      case 'require':
        await this.#permitted(step, step.id, step.when);
    }
  }

  async #create(step: CreateStep): Promise<void> {
    const twin = await findTwin(this.#transaction, step, this.#states);
    if (twin && step.onDuplicate === 'refuse') throw new ProtocolError('duplicate_record');
    await this.#checkReferences(step.references);
    if (twin) {
      this.#found.set(step.record.id, twin.id);
      if (step.onDuplicate === 'replace') await this.#replace(step, twin);
      return;
    }
    const record = await numbered(this.#transaction, step.table, step.record);
    await this.#table.insert(this.#transaction, step.table, record);
    await this.#mustHold(step.table, record.id, step.allowed);
    await this.#audit(step.table, record.id);
  }

  /** Numbers stay: they were given out, perhaps quoted. */
  async #replace(step: CreateStep, twin: StoredRecord): Promise<void> {
    const changes = Object.entries(step.record).filter(
      ([column, value]) => column !== 'id' && !(value === null && isNumbered(step.table, column)),
    );
    await this.#table.update(this.#transaction, step.table, twin, Object.fromEntries(changes));
    await this.#mustHold(step.table, twin.id, step.allowed);
    await this.#audit(step.table, twin.id);
  }

  async #update(step: UpdateStep, id: string): Promise<void> {
    const { record } = await this.#permitted(step, id, step.when);
    await this.#checkReferences(step.references);
    await this.#table.update(this.#transaction, step.table, record, step.changes);
    await this.#mustHold(step.table, id, step.after);
    await this.#audit(step.table, id);
  }

  async #delete(step: DeleteStep, id: string): Promise<void> {
    const { record } = await this.#permitted(step, id, EVERYTHING);
    await this.#table.delete(this.#transaction, step.table, record);
    await this.#audit(step.table, id);
  }

  async #targets({ table, target }: UpdateStep | DeleteStep): Promise<readonly string[]> {
    return 'id' in target ? [target.id] : this.#states.find(this.#transaction, table, target.every);
  }

  /** The record, when the subject may change it and it is in the state the step needs. */
  async #permitted(
    step: Pick<UpdateStep, 'table' | 'before' | 'readable' | 'expected'>,
    id: string,
    when: Filter,
  ): Promise<RecordState<'before' | 'readable' | 'when'>> {
    const { before, readable, expected } = step;
    const state = await this.#states.read(
      this.#transaction,
      step.table,
      id,
      { before, readable, when },
      expected,
    );
    if (!state) throw new ProtocolError('not_found');
    if (!state.holds.before)
      throw new ProtocolError(state.holds.readable ? 'permission_denied' : 'not_found');
    if (expected && state.etag !== expected.etag) throw new ProtocolError('etag_mismatch');
    if (!state.holds.when) throw new ProtocolError('action_not_possible');
    return state;
  }

  async #mustHold(table: TableSchema, id: string, allowed: Filter): Promise<void> {
    if (allowed.type === 'everything') return;
    const holds = await this.#states.holds(this.#transaction, table, id, allowed);
    if (!holds) throw new ProtocolError('permission_denied');
  }

  /** One refusal for a record that does not exist and one that may not be pointed to. */
  async #checkReferences(references: readonly ReferenceCheck[]): Promise<void> {
    for (const { column, target, id, allowed } of references) {
      if (await this.#states.holds(this.#transaction, target, this.idOf(id), allowed)) continue;
      throw new ProtocolError('invalid_reference', '', {
        issues: [{ path: column, message: 'This record cannot be used here.' }],
      });
    }
  }

  async #audit(table: TableSchema, record: string): Promise<void> {
    if (isInternal(table)) return;
    const { event, contact, permission, at } = this.#plan.audit;
    const entry = {
      id: crypto.randomUUID(),
      event,
      table: table.name,
      record,
      contact,
      permission,
      created_at: at,
    };
    await this.#table.insert(this.#transaction, AUDIT_ENTRY, entry);
  }
}
