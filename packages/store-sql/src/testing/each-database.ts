import { join } from 'node:path';
import { describe, type TestContext } from 'node:test';
import type { Store } from '@portico/adapter/store';
import type { TableSchema } from '@portico/protocol';
import { createPostgresStore } from '../create-postgres-store.ts';
import { createSqliteStore } from '../create-sqlite-store.ts';
import { NOTE } from './notes.ts';
import { postgresDatabase } from './postgres-database.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A store on a database of its own; closed after the test. */
export interface OpenedStore {
  readonly store: Store;
  /** One more store over the same records, as another process would have it. */
  another(): Promise<Store>;
}

export type OpenStore = (test: TestContext, tables?: readonly TableSchema[]) => Promise<OpenedStore>;

/** Places for a store: each call of what it resolves to makes one over the same records. */
const DATABASES: readonly (readonly [string, (test: TestContext) => Promise<() => Store>])[] = [
  [
    'SQLite',
    async (test) => {
      const file = join(await temporaryFolder(test), 'notes.db');
      return () => createSqliteStore({ file });
    },
  ],
  [
    'PostgreSQL',
    async (test) => {
      const url = await postgresDatabase(test);
      return () => createPostgresStore({ url, poolSize: 4 });
    },
  ],
];

/** Runs the same tests on each database: what they say holds whatever the dialect. */
export function onEachDatabase(suite: (open: OpenStore) => void): void {
  for (const [name, place] of DATABASES) {
    describe(name, () => {
      suite(async (test, tables = [NOTE]) => {
        const make = await place(test);
        const another = async () => {
          const store = make();
          test.after(() => store.close());
          await store.open(tables);
          return store;
        };
        return { store: await another(), another };
      });
    });
  }
}
