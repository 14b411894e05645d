import { ProtocolError } from '@portico/protocol';
import { IDEMPOTENCY_KEY } from './internal-tables.js';
/** The record that the first request with this key made; null when this is the first. */
export async function recallKey(transaction, key) {
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
//# sourceMappingURL=recall-key.js.map
