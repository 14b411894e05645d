import type { WritePlan } from '@portico/adapter/store';
import { ProtocolError } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import { IDEMPOTENCY_KEY } from './internal-tables.ts';
import type { RecordTable } from './record-table.ts';

type Key = NonNullable<WritePlan['idempotency']>;

/** The record that the first request with this key made; null when this is the first. */
export async function recallKey(transaction: WriteTransaction, key: Key): Promise<string | null> {
  const known = await transaction
    .selectFrom(IDEMPOTENCY_KEY.name)
    .select(['fingerprint', 'record'])
    .where('scope', '=', key.scope)
    .where('key', '=', key.key)
    .executeTakeFirst();
  if (!known) return null;
  if (known.fingerprint !== key.fingerprint) throw new ProtocolError('idempotency_key_reused');
  return String(known.record);
}

/** In the transaction of the record itself: neither is there without the other. */
export async function rememberKey(
  transaction: WriteTransaction,
  table: RecordTable,
  plan: WritePlan,
  key: Key,
  record: string,
): Promise<void> {
  await table.insert(transaction, IDEMPOTENCY_KEY, {
    id: crypto.randomUUID(),
    scope: key.scope,
    key: key.key,
    fingerprint: key.fingerprint,
    table: plan.result.table,
    record,
    created_at: plan.audit.at,
  });
}
