import type { SqlDialect } from './sql-dialect.ts';
/** The channel on which committed writes are told of, each as `{"table":…,"id":…}` and nothing else. */
export declare const CHANNEL = 'portico';
/** What is particular to PostgreSQL. */
export declare function createPostgresDialect(url: string, poolSize: number): SqlDialect;
