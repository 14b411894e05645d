import { type TableSchema } from '@portico/protocol';
/** The tables a store writes by itself, in every transaction that asks for it. */
export declare const AUDIT_ENTRY: TableSchema;
export declare const IDEMPOTENCY_KEY: TableSchema;
