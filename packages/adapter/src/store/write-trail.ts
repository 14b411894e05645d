import type { StoredRecord } from '@portico/protocol';
import type { WritePlan } from '../plan/plan.ts';

/** The audit entry of a write, kept in the write's own transaction. */
export function auditEntryOf({ audit, result }: WritePlan, id: string): StoredRecord {
  const { event, contact, permission, at: created_at } = audit;
  return { id, event, table: result.table, record: result.id, contact, permission, created_at };
}

/** The record that makes the same request a replay, kept in the write's own transaction. */
export function idempotencyKeyOf(
  { audit, result }: WritePlan,
  { scope, key, fingerprint }: NonNullable<WritePlan['idempotency']>,
  id: string,
): StoredRecord {
  return { id, scope, key, fingerprint, table: result.table, record: result.id, created_at: audit.at };
}
