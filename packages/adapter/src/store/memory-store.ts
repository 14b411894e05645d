import { ProtocolError, type StoredRecord } from '@portico/protocol';
import type { WritePlan } from '../plan/plan.ts';
import { getRecord, listRecords } from './memory-read.ts';
import { MemoryRecords } from './memory-records.ts';
import { searchRecords } from './memory-search.ts';
import { applyStep } from './memory-write.ts';
import { MissingTablesError } from './missing-tables-error.ts';
import type { Store } from './store.ts';
import { auditEntryOf, idempotencyKeyOf } from './write-trail.ts';

/**
 * The shortest correct store: records in this process, read one by one, nothing kept after it ends. It is
 * built on the reference interpreter, and other stores are compared with it; also good for tests and trials.
 */
export function createMemoryStore(): Store {
  let records = new MemoryRecords();
  let onlyRead = false;
  const mayMore = () => {
    if (onlyRead) throw new Error('The memory store was opened to read.');
  };

  return {
    capabilities: { fullText: false, shared: false },

    async open(tables) {
      for (const table of tables) records.addTable(table);
      onlyRead = false;
    },

    async openToRead(tables) {
      const faults = tables.flatMap((table) => records.faultsOf(table));
      if (faults.length > 0) throw new MissingTablesError('The memory store', faults);
      onlyRead = true;
    },

    async list(plan) {
      return listRecords(records, plan);
    },

    async get(plan) {
      return getRecord(records, plan);
    },

    async search(plan) {
      mayMore();
      return searchRecords(records, plan);
    },

    async write(plan) {
      mayMore();
      const known = knownKey(records, plan);
      if (known) {
        if (known.fingerprint !== plan.idempotency?.fingerprint)
          throw new ProtocolError('idempotency_key_reused');
        return { id: String(known.record), replayed: true };
      }
      const changed = new MemoryRecords(records);
      for (const step of plan.steps) applyStep(changed, step);
      keepTrail(changed, plan);
      records = changed;
      return { id: plan.result.id, replayed: false };
    },

    async ping() {},
    async close() {},
  };
}

function knownKey(records: MemoryRecords, { idempotency }: WritePlan): StoredRecord | undefined {
  if (!idempotency) return undefined;
  return records
    .all('idempotency_key')
    .find((entry) => entry.scope === idempotency.scope && entry.key === idempotency.key);
}

/** The audit entry, and the key that makes the same request a replay, in the write's own transaction. */
function keepTrail(records: MemoryRecords, plan: WritePlan): void {
  records.put('audit_entry', auditEntryOf(plan, crypto.randomUUID()));
  if (plan.idempotency)
    records.put('idempotency_key', idempotencyKeyOf(plan, plan.idempotency, crypto.randomUUID()));
}
