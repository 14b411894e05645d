export { createPostgresStore, type PostgresStoreOptions } from './create-postgres-store.ts';
export { createSqliteStore, type SqliteStoreOptions } from './create-sqlite-store.ts';
