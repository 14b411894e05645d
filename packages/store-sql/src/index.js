export { createPostgresStore } from './create-postgres-store.js';
export { createSqliteStore } from './create-sqlite-store.js';
//# sourceMappingURL=index.js.map
