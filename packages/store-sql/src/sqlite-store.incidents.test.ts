import { test } from 'node:test';
import { repelIncidents } from '@portico/adapter/store-contract';
import { createSqliteStore } from './create-sqlite-store.ts';

repelIncidents({ name: 'SQLite', open: async () => createSqliteStore({ file: ':memory:' }), test });
