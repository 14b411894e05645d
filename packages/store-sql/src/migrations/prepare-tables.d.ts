import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
import type { WriteTransaction } from '../dialect/tables.ts';
/** The row's own key: small, and unlike SQLite's implicit one never renumbered. Search indexes refer to it. */
export declare const ROW = '_row';
/**
 * Makes the tables, columns and indexes a configuration asks for and the database lacks. What a
 * configuration no longer names stays as it is: data is never dropped by editing a file.
 */
export declare function prepareTables(
  transaction: WriteTransaction,
  dialect: SqlDialect,
  tables: readonly TableSchema[],
): Promise<void>;
