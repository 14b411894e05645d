import type { WritePlan } from '@portico/adapter/store';
import { ProtocolError } from '@portico/protocol';
import type { WriteTransaction } from '../dialect/tables.ts';
import { IDEMPOTENCY_KEY } from './internal-tables.ts';

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
