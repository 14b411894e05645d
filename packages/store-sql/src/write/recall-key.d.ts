import type { WritePlan } from '@portico/adapter/store';
import type { WriteTransaction } from '../dialect/tables.ts';

type Key = NonNullable<WritePlan['idempotency']>;
/** The record that the first request with this key made; null when this is the first. */
export declare function recallKey(transaction: WriteTransaction, key: Key): Promise<string | null>;
