import {
  EVERYTHING,
  ProtocolError,
  type StoredRecord,
  type StoredValue,
  type TableSchema,
} from '@portico/protocol';
import type {
  CreateStep,
  DeleteStep,
  ExpectedEtag,
  ReferenceCheck,
  RequireStep,
  UpdateStep,
  WriteStep,
} from '../plan/plan.ts';
import { etagOf } from './etag-of.ts';
import { formatNumber } from './format-number.ts';
import type { RecordDraft } from './record-source.ts';

/** Does one step on a copy of the records, or throws what the step names. */
export function applyStep(records: RecordDraft, step: WriteStep): void {
  switch (step.type) {
    case 'create':
      create(records, step);
      break;
    case 'update':
      update(records, step);
      break;
    case 'delete':
      remove(records, step);
      break;
    case 'require':
      require(records, step.table, step.id, step);
  }
}

function create(records: RecordDraft, step: CreateStep): void {
  const { table, onDuplicate } = step;
  checkReferences(records, step.references);
  const present = duplicateOf(records, table, step.record);
  const record = present && onDuplicate === 'replace' ? replaced(table, present, step.record) : step.record;
  // Allowed or not is said first: whoever may not create must not learn what exists.
  checkHolds(records, table, step.allowed, record);
  if (present && onDuplicate === 'keep') return;
  if (present && onDuplicate === 'refuse') throw new ProtocolError('duplicate_record');
  if (present && duplicateOf(records, table, record, present.id)) throw new ProtocolError('duplicate_record');
  records.put(table.name, numbered(records, table, record));
}

function update(records: RecordDraft, step: UpdateStep): void {
  const { table, target } = step;
  const found =
    'id' in target
      ? [require(records, table, target.id, step)]
      : [...records.matching(table.name, target.every)];
  checkReferences(records, step.references);
  for (const record of found) {
    const changed: StoredRecord = { ...record, ...step.changes, id: record.id };
    records.put(table.name, changed);
    checkHolds(records, table, step.after, changed);
    if (duplicateOf(records, table, changed, changed.id)) throw new ProtocolError('duplicate_record');
  }
}

function remove(records: RecordDraft, step: DeleteStep): void {
  const { table, target } = step;
  if ('id' in target) {
    require(records, table, target.id, { ...step, when: EVERYTHING });
    records.remove(table.name, target.id);
    return;
  }
  for (const record of [...records.matching(table.name, target.every)]) records.remove(table.name, record.id);
}

/** The record of a step, when it is as the step needs it. The order of the refusals is part of the contract. */
function require(
  records: RecordDraft,
  table: TableSchema,
  id: string,
  needs: Pick<RequireStep, 'before' | 'readable' | 'when'> & { readonly expected?: ExpectedEtag },
): StoredRecord {
  const record = records.find(table.name, id);
  if (!record) throw new ProtocolError('not_found');
  if (!records.matches(table.name, needs.before, record)) {
    const readable = records.matches(table.name, needs.readable, record);
    throw new ProtocolError(readable ? 'permission_denied' : 'not_found');
  }
  if (needs.expected) {
    const { etag, grants } = needs.expected;
    const holds = grants.map((grant) => records.matches(table.name, grant.filter, record));
    // Who may not read a record has no ETag of it: a guess that held would tell what is in it.
    if (!holds.includes(true) || etagOf(table, grants, record, holds) !== etag)
      throw new ProtocolError('etag_mismatch');
  }
  if (!records.matches(table.name, needs.when, record)) throw new ProtocolError('action_not_possible');
  return record;
}

function checkReferences(records: RecordDraft, references: readonly ReferenceCheck[]): void {
  for (const { column, target, id, allowed } of references) {
    const record = records.find(target.name, id);
    if (record && records.matches(target.name, allowed, record)) continue;
    const message = 'This record does not exist or cannot be used here.';
    throw new ProtocolError('invalid_reference', message, { issues: [{ path: column, message }] });
  }
}

function checkHolds(
  records: RecordDraft,
  table: TableSchema,
  filter: CreateStep['allowed'],
  record: StoredRecord,
): void {
  if (!records.matches(table.name, filter, record)) throw new ProtocolError('permission_denied');
}

/** The first other record with the same id, or the same values of a unique set. Null is never the same. */
function duplicateOf(
  records: RecordDraft,
  table: TableSchema,
  record: StoredRecord,
  except?: string,
): StoredRecord | undefined {
  const same = except === undefined ? records.find(table.name, record.id) : undefined;
  if (same) return same;
  for (const set of table.unique ?? []) {
    if (set.some((name) => (record[name] ?? null) === null)) continue;
    const other = records.twin(table, set, record, except);
    if (other) return other;
  }
  return undefined;
}

/** The present record with the new values; its id stays, and its number where the new one has none. */
function replaced(table: TableSchema, present: StoredRecord, record: StoredRecord): StoredRecord {
  const kept: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.type === 'text' && column.numbering !== undefined && record[name] === null)
      kept[name] = present[name] ?? null;
  }
  return { ...present, ...record, ...kept, id: present.id };
}

function numbered(records: RecordDraft, table: TableSchema, record: StoredRecord): StoredRecord {
  const numbers: Record<string, StoredValue> = {};
  for (const [name, column] of Object.entries(table.columns)) {
    if (column.type !== 'text' || column.numbering === undefined || record[name] !== null) continue;
    const prefix = column.numbering;
    numbers[name] = formatNumber(prefix, records.nextNumber(table, name, prefix));
  }
  return { ...record, ...numbers };
}
