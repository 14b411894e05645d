import type { Kysely, Transaction } from 'kysely';
/**
 * The tables are known only when a store opens, so to the compiler every name is a string. What keeps
 * names honest is `read/column.ts`: no identifier reaches SQL that is not in a `TableSchema`.
 */
export type Tables = Record<string, Record<string, unknown>>;
export type Database = Kysely<Tables>;
export type WriteTransaction = Transaction<Tables>;
