import type { TableSchema } from '@portico/protocol';
import type { SqlDialect } from '../dialect/sql-dialect.ts';
/**
 * Brings a database to the layout of this version and to the tables of the configuration, in one
 * transaction that keeps other writers out: of two processes that start at once, the second finds all done.
 */
export declare function migrate(dialect: SqlDialect, tables: readonly TableSchema[]): Promise<void>;
